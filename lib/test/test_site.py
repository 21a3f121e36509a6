"""environment/site: pages from the committed outputs, without Java, a network or a blank figure."""

import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
from unittest import mock

import bs4
import nbformat
import yaml
from PIL import ImageStat
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import browser
import docs
import linting
import website
from checkout import NOTEBOOKS, ROOT, command

_MOST_BYTES = 10_000_000
_LEAST_INK = 0.01


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class Made(unittest.TestCase):
    """The site, in a folder with blanks in its name, made where Java is a program that tells on us."""

    @classmethod
    def setUpClass(cls):
        for name, value in SITE.items():
            setattr(cls, name, value)


SITE = {}


def make(folder):
    return command("site", "--out", folder / "s i t e", PATH=f"{folder}:{os.environ['PATH']}")


def setUpModule():
    temporary = tempfile.TemporaryDirectory(prefix="ihct site ")
    unittest.addModuleCleanup(temporary.cleanup)
    folder = pathlib.Path(temporary.name)
    for name in ("java", "javac", "jar", "mvn"):
        (folder / name).write_text(f'#!/bin/sh\necho "$0" >>"{folder}/asked"\nexit 1\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    result = make(folder)
    assert result.returncode == 0, result.stderr
    first = files(folder / "s i t e")
    SITE.update(folder=folder, out=folder / "s i t e", said=result.stdout, first=first,
                pages={name: bs4.BeautifulSoup(text, "html.parser") for name, text in first.items()
                       if name.endswith(".html")})


class SiteTest(Made):

    def test_it_is_made_without_java_and_says_how_large_and_fast(self):
        self.assertRegex(self.said, rf"\A{len(self.pages)} pages, \d\.\d MB, made in \d+\.\d s\n"
                                    rf"Read {re.escape(str(self.out))}/index.html\n\Z")
        self.assertFalse((self.folder / "asked").exists(), "Java was started")

    def test_it_is_small_enough(self):
        self.assertLessEqual(sum(map(len, self.first.values())), _MOST_BYTES)

    def test_made_again_in_its_place_it_is_the_same(self):
        (self.out / "of-an-earlier-version.html").write_text("")
        self.assertEqual(0, make(self.folder).returncode)
        self.assertEqual(self.first, files(self.out))

    def test_every_notebook_and_every_page_of_the_documentation_is_there_whole(self):
        sources = [path for path in docs.PAGES if path.name != "README.md"]
        for path, name in [*((path, path.stem.lower()) for path in sources), (ROOT / "README.md", "index"),
                           (docs.FOLDER / "README.md", "documentation")]:
            page = self.pages[f"{name}.html"]
            lines = path.read_text(encoding="utf-8").splitlines()
            with self.subTest(page=name):
                self.assertEqual(sum(line.startswith("|---") for line in lines), len(page("table")))
                self.assertEqual(sum(line.startswith("```") for line in lines), 2 * len(page.main("pre")))
        for path in NOTEBOOKS:
            cells = linting.code_cells(nbformat.read(path, as_version=4))
            self.assertEqual([cell.id for cell in cells],
                             [each["id"] for each in self.pages[f"{path.stem}.html"].select("section.code")])

    def test_previous_and_next_lead_through_all_notebooks_in_order(self):
        chain = ["index.html"]
        while following := self.pages[chain[-1]].select_one("footer a[rel=next]"):
            back = self.pages[following["href"]].select_one("footer a[rel=prev]")
            self.assertEqual(chain[-1], back["href"])
            chain.append(following["href"])
        self.assertEqual([f"{path.stem}.html" for path in NOTEBOOKS], chain[1:len(NOTEBOOKS) + 1])
        self.assertEqual(sorted(self.pages), sorted(chain))
        for page in self.pages.values():
            self.assertEqual(chain, [link["href"] for link in page.select("nav > ul > li > a")])

    def test_no_link_is_dead(self):
        ids = {name: [each["id"] for each in page(id=True)] for name, page in self.pages.items()}
        for name, page in self.pages.items():
            self.assertEqual(len(set(ids[name])), len(ids[name]), f"{name}: an id stands twice")
            targets = [each.get(attribute) for attribute in ("href", "src")
                       for each in page(attrs={attribute: True})]
            for target in targets:
                file, _, place = target.partition("#")
                with self.subTest(page=name, link=target):
                    if not re.match("https:|data:image/", target):
                        self.assertIn(file or name, self.first)
                        self.assertTrue(not place or place in ids[file or name], "no such place")

    def test_all_figures_share_one_plotly(self):
        self.assertEqual(["plotly.min.js"], [name for name, text in self.first.items() if b"plotly.js v3" in text])
        for name, page in self.pages.items():
            self.assertEqual(bool(page.select("figure script")), bool(page.select("[src='plotly.min.js']")), name)


class RefusalTest(unittest.TestCase):

    def test_other_folders_stay(self):
        with tempfile.TemporaryDirectory() as folder:
            kept = pathlib.Path(folder, "letter.txt")
            kept.write_text("Dear")
            result = command("site", "--out", folder)
            self.assertEqual((2, ""), (result.returncode, result.stdout))
            self.assertEqual(f"environment/site: --out names {folder}, which holds something else than a "
                             "site. Name another folder.\n", result.stderr)
            for place in (kept, kept / "site"):
                result = command("site", "--out", place)
                self.assertEqual((2, f"environment/site: --out names {place}, and a file is there. Name a folder.\n"),
                                 (result.returncode, result.stderr))
            self.assertEqual("Dear", kept.read_text())

    def test_wrong_words_are_told(self):
        for words, said in ((["--dir", "x"], 'site: knows no "--dir"; its options are --out DIR and --help.'),
                            (["--out"], "site: --out needs a folder."), (["--out="], "site: --out is empty")):
            result = command("site", *words)
            self.assertEqual(2, result.returncode)
            self.assertIn(said, result.stderr)

    def test_help_needs_nothing(self):
        result = command("site", "--help", PATH="/usr/bin:/bin", IHCT_PYTHON="/nonexistent")
        self.assertEqual(0, result.returncode)
        self.assertIn("environment/site [--out DIR]", result.stdout)


class LinksTest(unittest.TestCase):
    """What the links of a page in Markdown become."""

    def lead(self, href, repository=""):
        site = website.Site.__new__(website.Site)
        site.names, site.repository = {ROOT / "lib" / "doc" / "data.md": "data"}, repository
        soup = bs4.BeautifulSoup(f'<a href="{href}">it</a>', "html.parser")
        site._lead(soup.a, ROOT / "README.md")
        return str(soup)

    def test_they_lead_to_pages_or_into_the_repository(self):
        self.assertEqual('<a href="data.html#arff">it</a>', self.lead("lib/doc/data.md#arff"))
        self.assertEqual('<a href="#here">it</a>', self.lead("#here"))
        self.assertEqual('<a href="https://example.org/x">it</a>', self.lead("https://example.org/x"))
        self.assertEqual("it", self.lead("LICENSE"))
        self.assertEqual('<a href="https://example.org/ihct/blob/HEAD/LICENSE">it</a>',
                         self.lead("LICENSE", "https://example.org/ihct"))

    def test_one_that_leads_nowhere_is_named(self):
        with self.assertRaisesRegex(website.Misuse, "^README.md: the link to lost.md leads nowhere.$"):
            self.lead("lost.md")


class NamesTest(unittest.TestCase):
    """Of the site's own pages, in a folder of parts that a test may change."""

    @staticmethod
    @contextlib.contextmanager
    def parts():
        with tempfile.TemporaryDirectory() as folder:
            parts = pathlib.Path(folder, "parts")
            shutil.copytree(website.PARTS, parts)
            with mock.patch.multiple(website, PARTS=parts, TEMPLATE=parts / website.TEMPLATE.name), \
                    mock.patch.object(website.page, "body", return_value=""):
                yield parts

    def test_pages_of_one_name_and_without_a_heading_are_refused(self):
        with self.parts() as parts:
            (parts / "results.html").write_text("<main><h1>Mine</h1></main>")
            with self.assertRaisesRegex(website.Misuse, "^two pages would be results.html; one of their files"):
                website.Site()
            (parts / "results.html").write_text("<h2>Mine</h2>")
            with self.assertRaisesRegex(website.Misuse, "^results.html has no heading of the first level"):
                website.Site()
            (parts / "results.html").write_text("<h1>Mine</h1>")
            with self.assertRaisesRegex(website.Misuse, "^results.html has no <main>"):
                website.Site()


class AddressTest(unittest.TestCase):
    """The line url of CITATION.cff, and what heeds it."""

    def test_the_readme_links_to_the_site_where_it_has_an_address_and_only_then(self):
        text = (ROOT / "README.md").read_text(encoding="utf-8")
        address = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8")).get("url")
        self.assertEqual([address] if address else [], re.findall(r"\[The site\]\((\S+)\)", text))

    def test_pages_and_the_workflow_take_it_from_there(self):
        workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8"))
        made, published = workflow["jobs"]["make"], workflow["jobs"]["publish"]
        step, = [each for each in made["steps"] if each.get("id") == "address"]
        self.assertEqual("needs.make.outputs.addressed == 'yes'", published["if"])
        self.assertEqual({"addressed": "${{ steps.address.outputs.addressed }}"}, made["outputs"])
        for line, address in (("url: https://example.org/ihct/", "https://example.org/ihct"),
                              ("url: 'https://example.org'", "https://example.org"), ("# url: its", "")):
            with self.subTest(line=line), tempfile.TemporaryDirectory() as folder:
                pathlib.Path(folder, "CITATION.cff").write_text(f"title: x\n{line}\nreferences:\n  - url: https://a.org\n")
                subprocess.run(["bash", "-e", "-c", step["run"]], cwd=folder, check=True,
                               env={**os.environ, "GITHUB_OUTPUT": f"{folder}/output"})
                self.assertEqual(address, website.setting("url", pathlib.Path(folder)))
                self.assertEqual(bool(address), pathlib.Path(folder, "output").exists())

    def test_the_workflow_makes_what_it_publishes(self):
        workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8"))
        jobs = workflow["jobs"]
        steps = [step for job in jobs.values() for step in job["steps"]]
        uses = {step["uses"].partition("@")[0]: step for step in steps if "uses" in step}
        self.assertEqual({"actions/checkout", "actions/upload-pages-artifact", "actions/configure-pages",
                          "actions/deploy-pages"}, set(uses))
        for step in uses.values():
            self.assertRegex(step["uses"], r"@v\d+$")
        folder = uses["actions/upload-pages-artifact"]["with"]["path"]
        self.assertIn(f"environment/site --out {folder}", [step.get("run") for step in steps])
        self.assertEqual({"pages": "write", "id-token": "write"}, jobs["publish"]["permissions"])
        self.assertEqual("make", jobs["publish"]["needs"])


class BrowserTest(Made):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        context = browser.chromium()
        cls.driver = context.__enter__()
        cls.addClassCleanup(context.__exit__, None, None, None)

    def setUp(self):
        for log in ("performance", "browser"):  # what other tests asked for
            self.driver.get_log(log)

    def open(self, name, width=1280, scheme="light"):
        browser.screen(self.driver, width, scheme)
        self.driver.get((self.out / name).as_uri())

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def asks_for_nothing_else(self):
        for address in browser.requested(self.driver):
            self.assertTrue(address.startswith(self.out.as_uri()), address)
        self.assertEqual([], [entry["message"] for entry in self.driver.get_log("browser")])

    def test_every_figure_is_drawn_and_nothing_is_asked_of_elsewhere(self):
        for path in NOTEBOOKS:
            wanted = sum("application/vnd.plotly.v1+json" in output.get("data", {})
                         for cell in linting.code_cells(nbformat.read(path, as_version=4))
                         for output in cell.outputs)
            self.open(f"{path.stem}.html")
            figures = browser.figures(self.driver)
            self.assertEqual(wanted, len(figures))
            for number, figure in enumerate(figures):
                with self.subTest(notebook=path.stem, figure=number):
                    self.assertEqual("yes", figure.get_attribute("data-drawn"))
                    plot = figure.find_element(By.CSS_SELECTOR, ".js-plotly-plot")
                    self.assertGreater(browser.ink(plot), _LEAST_INK, "blank figure")
                    self.assertTrue(plot.find_elements(By.CSS_SELECTOR, ".trace, .hm"), "no data")
            self.asks_for_nothing_else()

    def test_every_page_fits_400_pixels_and_can_be_read_light_and_dark(self):
        for name in self.pages:
            self.open(name, 400)
            for scheme in ("dark", "light"):
                with self.subTest(page=name, scheme=scheme):
                    browser.screen(self.driver, 400, scheme)
                    width = self.driver.execute_script("return document.documentElement.scrollWidth")
                    self.assertLessEqual(width, 400)
                    self.assertEqual([], browser.faint(self.driver))
        self.asks_for_nothing_else()

    def answers(self, words):
        """What is listed: first a count, then links."""
        self.open("index.html")
        self.find("header input").send_keys(words)
        return browser.wait(self.driver, lambda d: d.find_elements(By.CSS_SELECTOR, ".found > *"), "no answer")

    def test_search_leads_to_the_section_that_has_the_words(self):
        for words, address, told in (
                ("Graphics Cards", "containers.html#graphics-cards", "compute-sanitizer"),
                ("one long method is for one algorithm", "contributing.html#names", "told in order"),
                ("thousands of genres, on a small machine", "index.html#when-does-the-tree-help", "has the intervals"),
                ("linkagerule.complete", "02-ihct.html#2.-Inferring-the-tree", "LinkageRule.COMPLETE")):
            with self.subTest(words=words):
                first = self.answers(words)[1]
                self.assertTrue(first.get_attribute("href").endswith(f"/{address}"), first.get_attribute("href"))
                self.assertIn(words.lower(), first.text.lower())
                self.assertEqual([], browser.faint(self.driver))
                self.find("header input").send_keys(Keys.ENTER)
                browser.wait(self.driver, lambda d: d.current_url.endswith(f"/{address}"), "not led there")
                self.assertTrue(self.find(":target").is_displayed())
                self.assertFalse(self.find(".found").is_displayed())
                self.assertIn(told, self.find("main").text)
        self.asks_for_nothing_else()

    def test_search_says_how_much_there_is(self):
        self.assertEqual(["Nothing found."], [each.text for each in self.answers("cut by xyzzy")])
        count, *links = self.answers("tree")
        self.assertRegex(count.text, r"^\d+ sections, of which the first 30$")
        self.assertEqual(30, len(links))
        self.assertEqual("tree", links[1].find_element(By.TAG_NAME, "mark").text.lower())

    def light(self, element):
        """The mean brightness of an element on the screen, from 0 to 255."""
        return ImageStat.Stat(browser.picture(element).convert("L")).mean[0]

    def test_the_switch_holds_for_all_pages_and_figures(self):
        self.open("index.html", scheme="dark")
        self.assertLess(self.light(self.find("main > section")), 128)
        self.assertEqual("Light", self.find(".theme").text)
        self.addCleanup(self.driver.execute_script, "localStorage.clear()")
        for scheme, dark in (("light", True), ("dark", False)):
            self.open("index.html", scheme=scheme)
            self.find(".theme").click()
            self.open("03-dense-baseline.html", scheme=scheme)
            figure = browser.figures(self.driver)[0]
            for element in (figure, self.find("section.text"), self.find("section.code")):
                self.assertEqual(dark, self.light(element) < 128, element.text)
            self.assertGreater(browser.ink(figure), _LEAST_INK)
            self.assertEqual([], browser.faint(self.driver))

    def test_a_page_of_the_sites_own_runs_the_script_beside_it_and_no_other(self):
        with NamesTest.parts() as parts:
            (parts / "mine.html").write_text(
                '<head><script src="mine.js" defer></script></head><main><h1>My page</h1><p>Nothing ran.</p>'
                '<p>stays</p><script>document.querySelectorAll("p")[1].remove()</script></main>')
            (parts / "mine.js").write_text('const dark = "It ran."; document.querySelector("p").textContent = dark;')
            out = parts.parent / "out"
            website.write(website.Site().made(self.out / "plotly.min.js", "1"), out)
            self.driver.get((out / "index.html").as_uri())
            self.find("nav a[href='mine.html']").click()
            self.assertEqual("My page – IHCT", self.driver.title)
            self.assertEqual(["It ran.", "stays"], [p.text for p in self.driver.find_elements("css selector", "main > p")])
            message, = [entry["message"] for entry in self.driver.get_log("browser")]
            self.assertIn("inline script violates", message)

    def test_the_page_of_trees_draws_its_sample(self):
        for scheme, dark in (("light", False), ("dark", True)):
            self.open("tree.html", scheme=scheme)
            self.find("#sample").click()
            figure = browser.wait(self.driver, lambda driver: driver.find_element(By.CSS_SELECTOR, "#dendrogram svg"),
                                  "no tree")
            self.assertGreater(browser.ink(figure), _LEAST_INK)
            self.assertEqual(dark, self.light(figure) < 128)
            self.assertEqual([], self.driver.get_log("browser"))

    def test_contents_of_small_screens_go_when_they_have_led_somewhere(self):
        self.open("commands.html", 400)
        contents = self.find("nav")
        self.assertFalse(contents.is_displayed())
        self.find("header .menu").click()
        self.assertTrue(contents.is_displayed())
        contents.find_element(By.CSS_SELECTOR, "a[href='#what-they-need']").click()
        self.assertFalse(contents.is_displayed())
        self.assertTrue(self.driver.current_url.endswith("commands.html#what-they-need"))


class WithoutScriptsTest(Made):

    def test_pictures_and_contents_show(self):
        with browser.chromium(javascript=False) as driver:
            driver.get((self.out / "02-ihct.html").as_uri())
            pictures = driver.find_elements(By.CSS_SELECTOR, "figure.plot img")
            self.assertEqual(len(self.pages["02-ihct.html"]("figure")), len(pictures))
            for picture in pictures:
                self.assertGreater(browser.ink(picture), _LEAST_INK, "blank picture")
            self.assertTrue(driver.find_element(By.CSS_SELECTOR, "nav").is_displayed())
            self.assertFalse(driver.find_element(By.CSS_SELECTOR, "header form").is_displayed())


if __name__ == "__main__":
    unittest.main()
