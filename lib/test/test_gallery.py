"""Every kind of figure, drawn by plotly.js from its JSON and by the browser from its SVG."""

import html
import json
import pathlib
import tempfile
import unittest

from selenium.common.exceptions import NoAlertPresentException
from selenium.webdriver.common.by import By

import browser
from checkout import ROOT
from report import figure, frame

FOLDER = ROOT / "target" / "figures"
PLOTLY = next((ROOT / "target" / "plotly").glob("*.min.js"), None)
_LEAST_INK = 0.01


def _figure(path):
    name = html.escape(path.stem)
    bundle = {
        figure.PLOTLY: json.loads(path.read_text(encoding="utf-8")),
        figure.SVG: path.with_suffix(".svg").read_text(encoding="utf-8"),
        "text/plain": path.stem,
    }
    return f'<section id="{name}"><h2>{name}</h2>{figure.html_of(bundle)}</section>'


class GalleryTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.files = sorted(FOLDER.glob("*.json"))
        if not cls.files:
            raise AssertionError(f"{FOLDER} is empty: run FigureGalleryTest first.")
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        scripts = [PLOTLY.read_text(encoding="utf-8"), frame.text("figures.js")]
        text = frame.page("Gallery", "".join(map(_figure, cls.files)), scripts)
        cls.page = pathlib.Path(temporary.name) / "gallery.html"
        cls.page.write_text(text, encoding="utf-8")

    def test_plotly_draws_every_figure_offline(self):
        with browser.chromium() as driver:
            driver.get(self.page.as_uri())
            found = browser.figures(driver)
            self.assertEqual(len(self.files), len(found))
            for file, place in zip(self.files, found):
                with self.subTest(figure=file.stem):
                    self.assertEqual("yes", place.get_attribute("data-drawn"))
                    plot = place.find_element(By.CSS_SELECTOR, ".js-plotly-plot")
                    self.assertGreater(browser.ink(plot), _LEAST_INK, "blank figure")
                    # Axes alone have ink, too.
                    self.assertTrue(plot.find_elements(By.CSS_SELECTOR, ".trace, .hm"), "no data")
            self.assertEqual([driver.current_url], browser.requested(driver))
            self.assertEqual([], driver.find_elements(By.CSS_SELECTOR, "img[onerror], img[src=x]"))
            with self.assertRaises(NoAlertPresentException):
                driver.switch_to.alert.accept()

    def test_slider_moves_an_animation(self):
        with browser.chromium() as driver:
            driver.get(self.page.as_uri())
            browser.figures(driver)
            plot = driver.find_element(By.CSS_SELECTOR, "#merging .js-plotly-plot")

            def merges():
                return driver.execute_script("return arguments[0].data[2].x.length", plot)

            self.assertEqual(1, merges())
            driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", plot)
            plot.find_element(By.CSS_SELECTOR, ".updatemenu-button").click()
            browser.wait(driver, lambda _: merges() == 5, "animation that does not end")

    def test_pictures_show_every_figure_without_scripts(self):
        with browser.chromium(javascript=False) as driver:
            driver.get(self.page.as_uri())
            for file in self.files:
                with self.subTest(figure=file.stem):
                    picture = driver.find_element(By.CSS_SELECTOR, f"#{file.stem} img")
                    self.assertGreater(browser.ink(picture), _LEAST_INK, "blank picture")
