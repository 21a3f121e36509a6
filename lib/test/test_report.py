"""Pages: escaping, formulas and links, small and dark screens, the results table."""

import json
import pathlib
import re
import tempfile
import unittest

import nbformat
from nbformat import v4

import answers
import browser
from checkout import NOTEBOOKS, ROOT
from fixtures import HOSTILE
from report import figure, index, page, prose, table, update

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


class ProseTest(unittest.TestCase):

    def test_formulas_are_mathml(self):
        # As the MathML standard has it: base, subscript, superscript.
        self.assertEqual("<math><msubsup><mi>T</mi><mi>k</mi><mi>i</mi></msubsup></math>",
                         prose.mathml("T_k^i"))
        self.assertIn('<math display="block"><mfrac><mi>a</mi><mi>b</mi></mfrac></math>',
                      prose.html_of(r"$$\frac{a}{b}$$"))
        space = '<mspace width="0.17em"></mspace>'
        self.assertEqual(f"<math><mi>ln</mi>{space}<mi>p</mi></math>", prose.mathml(r"\ln p"))
        self.assertIn(f"<mn>2</mn></msub>{space}<mi>N</mi>", prose.mathml(r"\log_2 N"))
        self.assertIn('<h1 id="On-N">On <math><mi>N</mi></math>', prose.html_of("# On $N$"))

    def test_what_cannot_be_set_stays_as_it_was_written(self):
        self.assertIn(r"<p>$\nosuch&lt;$</p>", prose.html_of(r"$\nosuch<$"))
        with self.assertRaisesRegex(prose.NoFormula, "nosuch"):
            prose.html_of(r"$\nosuch$", strict=True)

    def test_links_to_notebooks_lead_to_pages_that_are_made(self):
        html = prose.html_of("[a](02-b.ipynb#The-c), [d](03-e.ipynb), [f](#g), [h](https://i.org/j.ipynb)",
                             pages={"02-b"})
        self.assertEqual('<p><a href="02-b.html#The-c">a</a>, d, <a href="#g">f</a>, '
                         '<a href="https://i.org/j.ipynb">h</a></p>', html.strip())


class SolutionsTest(unittest.TestCase):

    def page(self, **options):
        path = ROOT / "notebooks" / "05-rnn.ipynb"
        return page.page(nbformat.read(path, as_version=4), path.stem, "", **options)

    def test_each_exercise_has_its_solution_folded(self):
        text = self.page(solved=True)
        found = re.findall(r"<details><summary>Exercise (\d)</summary>", text)
        self.assertEqual([str(number) for number in range(1, len(found) + 1)], found)
        self.assertIn("0.3", text[text.index("<summary>Exercise 1</summary>"):])

    def test_every_exercise_has_one(self):
        for path in NOTEBOOKS:
            notebook = nbformat.read(path, as_version=4)
            asked = re.findall(r"^\*\*(\d)\. ", "\n".join(
                cell.source for cell in notebook.cells if cell.cell_type == "markdown"), re.MULTILINE)
            known = [*answers.ANSWERS[path.stem], *answers.IN_WORDS.get(path.stem, {})]
            with self.subTest(notebook=path.stem):
                self.assertEqual([f"exercise-{number}" for number in asked], sorted(known))

    def test_students_pages_have_none(self):
        self.assertNotIn("<summary>Exercise", self.page())

    def test_notebooks_without_known_answers_have_none(self):
        notebook = v4.new_notebook(cells=[v4.new_code_cell("null", id="exercise-1")])
        self.assertNotIn("Solutions", page.page(notebook, "10-mine", "", solved=True))


# Code, prints and figures that do not fit.
_WIDE = """
  const all = [document.documentElement, ...document.querySelectorAll(".source pre, .stdout, figure")];
  return all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => (e.closest("section") || e).id + " " + e.tagName);
"""
# Figures that stand in a box with a scroll bar.
_SCROLLED = """
  const boxed = (e) => e && e !== document.documentElement
      && (/auto|scroll/.test(getComputedStyle(e).overflow) || boxed(e.parentElement));
  return [...document.querySelectorAll("figure")].filter(boxed).map(e => e.closest("section").id);
"""
_TEXTS = """
  const all = (what, of) => [...document.querySelectorAll(what)].map(of);
  return [all("math", e => e.getBoundingClientRect().width), all("section.text", e => e.innerText).join(),
      all("[id]", e => e.id), all("section.text a", e => e.getAttribute("href"))];
"""


class ScreensTest(unittest.TestCase):
    """The pages of two notebooks as they are committed, on a large and light and a small and dark screen."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct pages ")
        cls.addClassCleanup(temporary.cleanup)
        folder = pathlib.Path(temporary.name)
        plotly = next((ROOT / "target" / "plotly").glob("plotly-*.js")).read_text(encoding="utf-8")
        cls.pages = []
        for path in NOTEBOOKS:
            if path.name[:2] in ("02", "05"):
                notebook = nbformat.read(path, as_version=4)
                text = page.page(notebook, path.stem, plotly, {other.stem for other in NOTEBOOKS})
                cls.pages.append(folder / f"{path.stem}.html")
                cls.pages[-1].write_text(text, encoding="utf-8")

        context = browser.chromium()
        cls.driver = context.__enter__()
        cls.addClassCleanup(context.__exit__, None, None, None)

    def open(self, path, width, scheme):
        browser.screen(self.driver, width, scheme)
        self.driver.get(path.as_uri())
        return browser.figures(self.driver)

    def fits_and_can_be_read(self):
        self.assertEqual([], browser.faint(self.driver))
        for script in (_WIDE, _SCROLLED):
            self.assertEqual([], self.driver.execute_script(script))

    def test_small_and_dark_screens(self):
        for path in self.pages:
            with self.subTest(page=path.stem):
                figures = self.open(path, 400, "dark")
                self.fits_and_can_be_read()
                for plot in figures:
                    self.assertGreater(browser.ink(plot), 0.01, "blank figure")

    def test_large_and_light_screens_with_formulas_and_links(self):
        pages = {path.with_suffix(".html").name for path in NOTEBOOKS}
        for path in self.pages:
            with self.subTest(page=path.stem):
                self.open(path, 1280, "light")
                self.fits_and_can_be_read()
                formulas, text, ids, targets = self.driver.execute_script(_TEXTS)
                self.assertGreater(len(formulas), 5)
                self.assertGreater(min(formulas), 3)
                for formula in self.driver.find_elements("css selector", "math[display=block]"):
                    self.assertFalse(browser.cut(formula), formula.text)
                self.assertNotIn("$", text)
                for target in targets:
                    file, _, place = target.partition("#")
                    self.assertTrue(file in pages if file else place in ids, target)


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
