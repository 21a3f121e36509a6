"""All notebooks, executed small: they pass, say what they said before, and draw their figures."""

import pathlib
import tempfile
import time
import unittest

import nbformat
from selenium.webdriver.common.by import By

import browser
import linting
from checkout import NOTEBOOKS, command
from report import update

_MOST_SECONDS = 240  # twice the 120 that all nine may take together on two cores


class NotebooksRunTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct smoke ")
        cls.addClassCleanup(temporary.cleanup)
        cls.out = pathlib.Path(temporary.name)
        start = time.monotonic()
        cls.result = command("run", "--out", cls.out, IHCT_PROFILE="smoke")
        cls.seconds = time.monotonic() - start

    def test_all_pass_in_time(self):
        self.assertEqual(0, self.result.returncode, self.result.stderr)
        self.assertLess(self.seconds, _MOST_SECONDS)

    def test_check_cells_say_what_is_committed(self):
        for path in NOTEBOOKS:
            committed = linting.code_cells(nbformat.read(path, as_version=4))
            executed = linting.code_cells(nbformat.read(self.out / path.name, as_version=4))
            for before, now in zip(committed, executed):
                if "check" in linting.tags(before):
                    with self.subTest(notebook=path.stem, cell=before.id):
                        self.assertEqual(_said(before), _said(now))

    def test_every_figure_of_every_page_is_drawn_offline(self):
        with browser.chromium() as driver:
            for path in NOTEBOOKS:
                driver.get((self.out / f"{path.stem}.html").as_uri())
                found = browser.figures(driver)
                self.assertTrue(found, f"{path.stem} has no figure")
                for number, figure in enumerate(found, start=1):
                    with self.subTest(notebook=path.stem, figure=number):
                        plot = figure.find_element(By.CSS_SELECTOR, ".js-plotly-plot")
                        self.assertGreater(browser.ink(plot), 0.01, "blank figure")
                self.assertEqual([driver.current_url], browser.requested(driver))

    def test_index_holds_the_results(self):
        index = (self.out / "index.html").read_text(encoding="utf-8")
        for model in ("random", "tree", "forest", "dense", "stacknet", "rnn"):
            self.assertIn(f"<td>{model}</td>", index)


def _said(cell):
    return update.comparable([{key: value for key, value in output.items()
                               if key != "execution_count"} for output in cell.outputs])
