"""A reader's first minutes: open notebooks in Jupyter, run 02-ihct, change the linkage, run it again."""

import importlib.util
import pathlib
import re
import shutil
import tempfile
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

import browser
import classic
import lab_four
import server
from checkout import ROOT

NOTEBOOK, OTHER = (ROOT / "notebooks" / f"{name}.ipynb" for name in ("02-ihct", "05-rnn"))
FIGURE = "dendrogram(tree"
FILM = "merging("
CONTROLS = "new Controls()"
LAB = importlib.util.find_spec("jupyterlab") is not None  # then environment/lab opens it


@unittest.skipUnless(NOTEBOOK.exists(), "notebooks/02-ihct.ipynb is not there yet")
class LabTest(unittest.TestCase):

    def test_dendrogram_follows_the_linkage_in_the_parameters_cell(self):
        if LAB:
            self.dendrogram_follows_the_linkage(lab_four.Notebook, lab_four.OPTION)
        else:
            self.dendrogram_follows_the_linkage(classic.Notebook)

    def dendrogram_follows_the_linkage(self, front_end, *options):
        with tempfile.TemporaryDirectory(prefix="ihct lab ") as folder:
            shutil.copy(NOTEBOOK, folder)
            # A copy from another Java, and so no longer the one that is signed.
            other = OTHER.read_text(encoding="utf-8")
            pathlib.Path(folder, OTHER.name).write_text(
                re.sub('"version": "[0-9]+"', '"version": "8"', other), encoding="utf-8")
            with server.lab(pathlib.Path(folder), *options) as (address, token), \
                    browser.chromium() as driver:
                if front_end is classic.Notebook:
                    self.opens(front_end(driver, address, token, OTHER.name), trusted=False)
                notebook = front_end(driver, address, token, NOTEBOOK.name)
                if front_end is classic.Notebook:
                    self.opens(notebook, trusted=True)
                notebook.run_all()
                self.assertEqual([], notebook.failures())
                self.plays(notebook)
                if front_end is classic.Notebook:
                    self.follows_the_controls(notebook)
                ink, complete = notebook.picture(FIGURE)
                self.assertGreater(ink, 0.01, "blank figure")
                self.assertTrue(notebook.change_parameter("LinkageRule.COMPLETE", "LinkageRule.SINGLE"))
                notebook.run_all()
                self.assertEqual([], notebook.failures())
                ink, single = notebook.picture(FIGURE)
                self.assertGreater(ink, 0.01, "blank figure")
                self.assertNotEqual(complete, single, "the figure did not change")
                # Everything came from this machine.
                others = [url for url in browser.requested(driver)
                          if not url.startswith(address) and url != "about:blank"]
                self.assertEqual([], others)

    def plays(self, notebook):
        """An animation begins with the first merge and ends with the last, the fifth."""
        self.assertGreater(notebook.picture(FILM)[0], 0.01, "blank figure")
        film = notebook.figures(FILM)[0]

        def merges(driver):
            return driver.execute_script("return arguments[0].data[2].x.length", film)

        self.assertEqual(1, merges(notebook.driver))
        film.find_element(By.CSS_SELECTOR, ".updatemenu-button").click()
        browser.wait(notebook.driver, lambda driver: merges(driver) == 5, "no animation")

    def follows_the_controls(self, notebook):
        """A picture is drawn anew when a menu is set, and when a slider is moved."""
        def becomes(text):
            browser.wait(notebook.driver, lambda driver: notebook.title(CONTROLS).startswith(text),
                         f"the picture is not of {text}")

        becomes("COMPLETE linkage, cut at 12")
        menu, = notebook.controls(CONTROLS, "select")
        Select(menu).select_by_visible_text("SINGLE")
        becomes("SINGLE linkage, cut at 12")
        handle, = notebook.controls(CONTROLS, ".ui-slider-handle")
        handle.send_keys(Keys.ARROW_RIGHT)
        becomes("SINGLE linkage, cut at 13")
        self.assertGreater(browser.ink(notebook.figures(CONTROLS)[0]), 0.01, "blank figure")

    def opens(self, notebook, trusted):
        """Without a change, and with its formulas set."""
        self.assertEqual([trusted, False], notebook.state())
        browser.wait(notebook.driver, lambda driver: notebook.texts()[0] > 5, "formulas are not set")
        self.assertNotIn("$", notebook.texts()[1])
