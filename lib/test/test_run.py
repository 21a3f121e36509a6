"""environment/run: order, failures, pages that draw their figures without a network."""

import pathlib
import tempfile
import unittest

import nbformat
from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By

import browser
import fixtures
from checkout import command


class RunTest(unittest.TestCase):
    """One run of three notebooks, the second of which fails, in folders with spaces."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct run ")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        for name, notebook in (("01-good", fixtures.good()), ("02-bad", fixtures.failing()),
                               ("03-later", fixtures.good())):
            nbformat.write(notebook, cls.folder / f"{name}.ipynb")
        cls.out = cls.folder / "o u t"
        cls.run_result = command("run", "--folder", cls.folder, "--out", cls.out)

    def test_failing_cell_ends_the_run_and_is_named(self):
        self.assertEqual(1, self.run_result.returncode, self.run_result.stderr)
        self.assertIn("02-bad, code cell 2 (broken): ValueError: no such genre",
                      self.run_result.stderr)
        self.assertFalse((self.out / "03-later.ipynb").exists())

    def test_executed_notebooks_hold_outputs_up_to_the_failure(self):
        good = nbformat.read(self.out / "01-good.ipynb", as_version=4)
        self.assertEqual("one\ntwo\n", good.cells[1].outputs[0].text)
        bad = nbformat.read(self.out / "02-bad.ipynb", as_version=4)
        self.assertEqual("error", bad.cells[2].outputs[0].output_type)
        self.assertEqual([], bad.cells[3].outputs)

    def test_index_links_both_and_tells_the_failure(self):
        index = (self.out / "index.html").read_text(encoding="utf-8")
        self.assertIn('<a href="01-good.html">Songs &amp; trees</a>', index)
        self.assertIn("stopped at code cell 2 (broken)", index)

    def test_figures_are_drawn_without_a_network(self):
        with browser.chromium() as driver:
            driver.get((self.out / "01-good.html").as_uri())
            found = browser.figures(driver)
            self.assertEqual(1, len(found))
            self.assertEqual("yes", found[0].get_attribute("data-drawn"))
            plot = found[0].find_element(By.CSS_SELECTOR, ".js-plotly-plot")
            self.assertGreater(browser.ink(plot), 0.05, "blank figure")
            self.assertEqual([driver.current_url], browser.requested(driver))

    def test_hostile_names_stay_text(self):
        with browser.chromium() as driver:
            driver.get((self.out / "01-good.html").as_uri())
            browser.figures(driver)
            with self.assertRaises(NoAlertPresentException):
                driver.switch_to.alert.accept()
            self.assertEqual([], driver.find_elements(By.CSS_SELECTOR, "img[onerror], img[src=x]"))
            numbers = driver.find_element(By.CSS_SELECTOR, "figure.plot details pre")
            self.assertIn(fixtures.HOSTILE, numbers.get_attribute("textContent"))

    def test_without_scripts_the_picture_shows(self):
        with browser.chromium(javascript=False) as driver:
            driver.get((self.out / "01-good.html").as_uri())
            picture = driver.find_element(By.CSS_SELECTOR, "figure.plot img")
            self.assertTrue(picture.is_displayed())
            self.assertGreater(browser.ink(picture), 0.3, "blank picture")

    def test_pages_hold_one_plotly_and_only_where_there_are_figures(self):
        good = (self.out / "01-good.html").read_text(encoding="utf-8")
        bad = (self.out / "02-bad.html").read_text(encoding="utf-8")
        self.assertEqual(1, good.count("plotly.js v3"))
        self.assertNotIn("<script>", bad)


class MisuseTest(unittest.TestCase):

    def test_unknown_notebook_lists_those_there(self):
        with tempfile.TemporaryDirectory() as folder:
            nbformat.write(fixtures.good(), pathlib.Path(folder) / "01-good.ipynb")
            result = command("run", "--folder", folder, "--notebooks", "07")
        self.assertEqual(2, result.returncode)
        self.assertIn("--notebooks names 07, but there are only: 01-good.", result.stderr)

    def test_unknown_profile_lists_the_profiles(self):
        with tempfile.TemporaryDirectory() as folder:
            nbformat.write(fixtures.good(), pathlib.Path(folder) / "01-good.ipynb")
            result = command("run", "--folder", folder, IHCT_PROFILE="huge")
            missing = command("run", "--folder", folder, "--data", folder + "/none.csv")
        self.assertEqual(2, result.returncode)
        self.assertIn("smoke, default, paper", result.stderr)
        self.assertEqual(2, missing.returncode)
        self.assertIn("none.csv, which is not a file", missing.stderr)


class UpdateTest(unittest.TestCase):

    def update(self, folder):
        return command("run", "--folder", folder, "--out", pathlib.Path(folder) / "out", "--update")

    def test_second_update_changes_nothing_but_what_matters(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "01-times.ipynb"
            code = "import time\nprint(f'took {time.time_ns()} ns', 7)"
            nbformat.write(fixtures.printing(code), path)
            first = self.update(folder)
            self.assertEqual(0, first.returncode, first.stderr)
            before = path.read_text(encoding="utf-8")
            self.assertIn("took", before)
            self.update(folder)
            self.assertEqual(before, path.read_text(encoding="utf-8"))

    def test_paths_of_this_machine_are_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "01-path.ipynb"
            nbformat.write(fixtures.printing("import pathlib; print(pathlib.Path.home())"), path)
            result = self.update(folder)
            self.assertEqual(1, result.returncode)
            self.assertIn("01-path.ipynb: an output names the folder", result.stderr)
