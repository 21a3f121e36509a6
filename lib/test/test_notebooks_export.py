"""What `jupyter nbconvert` makes of the notebooks: in every template, every figure is seen."""

import base64
import html.parser
import pathlib
import tempfile
import unittest
from xml.etree import ElementTree

import nbformat
from nbconvert.exporters import HTMLExporter, SlidesExporter
from selenium.webdriver.common.by import By

import browser
import linting
from checkout import NOTEBOOKS

_PREFIX = "data:image/svg+xml;base64,"
_FEWEST_SHAPES = 10
_SHAPES = {"circle", "line", "path", "polygon", "polyline", "rect", "text"}


class _Pictures(html.parser.HTMLParser):
    """Counts the shapes of each picture that an exporter left: as an image or as SVG in the page."""

    def __init__(self, page):
        super().__init__()
        self.shapes, self._inside = [], False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        source = dict(attributes).get("src") or ""
        if tag == "img" and source.startswith(_PREFIX):
            svg = ElementTree.fromstring(base64.b64decode(source[len(_PREFIX):]))
            self.shapes.append(sum(e.tag.split("}")[-1] in _SHAPES for e in svg.iter()))
        elif tag == "svg":
            self.shapes.append(0)
            self._inside = True
        elif self._inside and tag in _SHAPES:
            self.shapes[-1] += 1

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "svg"


class PicturesTest(unittest.TestCase):

    def test_shapes_are_counted_and_an_empty_picture_has_none(self):
        code = base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><rect/><g><path/></g></svg>')
        self.assertEqual([2, 1, 0], _Pictures(
            f'<img src="{_PREFIX}{code.decode()}"><svg><line/></svg><svg>text</svg><p>').shapes)


class ExportTest(unittest.TestCase):

    def export(self, exporter):
        for path in NOTEBOOKS:
            notebook = nbformat.read(path, as_version=4)
            figures = [output for cell in linting.code_cells(notebook) for output in cell.outputs
                       if "application/vnd.plotly.v1+json" in output.get("data", {})]
            page, _ = exporter.from_notebook_node(notebook)
            yield path.stem, len(figures), page

    def test_every_figure_keeps_its_shapes_in_every_template(self):
        exporters = [HTMLExporter(template_name=name) for name in ("lab", "classic", "basic")]
        for exporter in [*exporters, SlidesExporter()]:
            for name, figures, page in self.export(exporter):
                with self.subTest(template=exporter.template_name, notebook=name):
                    shapes = _Pictures(page).shapes
                    self.assertEqual(figures, sum(count >= _FEWEST_SHAPES for count in shapes))

    def test_a_browser_shows_them(self):
        name, figures, page = next(self.export(HTMLExporter(template_name="basic")))
        with tempfile.TemporaryDirectory() as folder, browser.chromium() as driver:
            file = pathlib.Path(folder) / f"{name}.html"
            file.write_text(page, encoding="utf-8")
            driver.get(file.as_uri())
            found = driver.find_elements(By.CSS_SELECTOR, "img[src^='data:image/svg']")
            self.assertEqual(figures, len(found))
            for picture in found:
                self.assertGreater(browser.ink(picture), 0.01, "blank picture")
