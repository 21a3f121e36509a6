"""Pages: escaping and the results table."""

import json
import pathlib
import tempfile
import unittest

from fixtures import HOSTILE
import checkout  # noqa: F401  finds the package below
from report import figure, index, table, update

_RECORD = {
    "model": "dense", "top1": 0.25, "top5": 0.5, "anyGenre": 0.3, "trainSeconds": 2.5,
    "data": HOSTILE, "classes": 3, "trainRows": 80, "testRows": 100, "split": "track", "seed": 7,
    "ceiling": 0.75, "simulated": True,
}


class EscapingTest(unittest.TestCase):

    def test_json_never_ends_its_script(self):
        text = figure.json_in_html({"name": HOSTILE})
        self.assertNotIn("<", text)
        self.assertEqual({"name": HOSTILE}, json.loads(text))

    def test_html_outputs_keep_tables_and_nothing_that_runs(self):
        clean = table.harmless(f'<table onclick="f()"><tr><td>1</td></tr></table>{HOSTILE}')
        self.assertIn("<td>1</td>", clean)
        self.assertNotIn("<img", clean)
        self.assertNotIn("onclick", clean)

    def test_numbers_of_tables_stay_on_the_right(self):
        clean = table.harmless('<table><tr><th style="text-align:left">genre</th>'
                               '<td style="text-align:right">1</td></tr></table>')
        self.assertIn('<th>genre</th><td class="number">1</td>', clean)

    def test_figures_keep_their_picture_and_nothing_else_of_their_html(self):
        picture = '<img alt="Songs &amp; trees" src="data:image/svg+xml;base64,PHN2Zy8+">'
        for more in (HOSTILE, '<img src="https://example.org/a.png">', '<b onclick="f()"></b>',
                     '<img src="javascript:f()">', '<img src="data:text/html,f">'):
            clean = figure.pictures(picture + more)
            self.assertTrue(clean.startswith(picture), clean)
            self.assertEqual(1, clean.count("src="), clean)
            self.assertNotRegex(clean, "onerror=.*>|onclick|<b")


class IndexTest(unittest.TestCase):

    def page(self, *records):
        with tempfile.TemporaryDirectory() as folder:
            study = pathlib.Path(folder) / "study" / "abc"
            study.mkdir(parents=True)
            lines = "".join(json.dumps(record) + "\n" for record in records)
            (study / "results.jsonl").write_text(lines, encoding="utf-8")
            return index.page([], study.parent, "smoke")

    def test_results_stand_beside_the_paper_with_an_interval(self):
        page = self.page(_RECORD)
        # Wilson's interval of 25 in 100, by an independent calculation.
        for cell in ("25.00", "17.55 to 34.30", "13.3", "say nothing about real music"):
            self.assertIn(cell, page)

    def test_names_of_data_stay_text(self):
        self.assertNotIn("<img", self.page(_RECORD))

    def test_a_run_without_results_says_so(self):
        self.assertIn("No model was trained", self.page())


class ComparableTest(unittest.TestCase):

    def test_times_and_memory_do_not_count_but_numbers_do(self):
        def outputs(text):
            return [{"output_type": "stream", "name": "stdout", "text": text}]

        same = update.comparable(outputs("Took 3 s; 12.5 MiB; top-1 0.25"))
        self.assertEqual(same, update.comparable(outputs("Took 14 s; 9 MiB; top-1 0.25")))
        self.assertNotEqual(same, update.comparable(outputs("Took 3 s; 12.5 MiB; top-1 0.26")))
