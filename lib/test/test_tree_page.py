"""The site's page of trees: it makes the trees of the command line, and says the same sentences."""

import gzip
import itertools
import json
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from concurrent import futures

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

from browser import chromium, requested, wait
from checkout import ROOT, command

PAGE = ROOT / "lib/site/tree.html"
HERE = pathlib.Path(__file__).resolve().parent
LINKAGES = ("complete", "wpgma", "upgma", "ward", "single")
DISTANCES = ("euclidean", "cosine", "whitened")
TIERS = ("powers-of-two", "halving")
LENGTH = re.compile(r"(?<=:)([-+.\dE]+)(?=[,)])")
FILES = ("tree.nwk", "tiers.csv", "paths.csv")

RUN = """
. "$0/environment/common.sh"
require_java
build_if_needed
exec "$JAVA_HOME/bin/java" -cp "$jar:$(<"$classpath_file")" "$0/lib/test/tree_page/Commands.java"
"""

# Name → what stands in the file, the label and the features.
BAD = {
    "empty.csv": ("", "kind", "*"),
    "header.csv": ("a,b,kind\n", "kind", "*"),
    "one.csv": ("a,b,kind\n1,2,x\n2,3,x\n", "kind", "*"),
    "label.csv": ("a,b,kind\n1,2,x\n2,3,y\n", "kinds", "*"),
    "feature.csv": ("a,b,kind\n1,2,x\n2,3,y\n", "kind", "a,c"),
    "words.csv": ("a,b,kind\none,2,x\ntwo,3,y\n", "kind", "a,b"),
    "ragged.csv": ("a,b,kind\n1,2,x,7\n2,y\n", "kind", "*"),
    "twice.csv": ("a,a,kind\n1,2,x\n2,3,y\n", "kind", "a"),
    "names.csv": ("a;b\n", "kind", "*"),
    "quote.csv": ('a,b,kind\n1,2,"x\n2,3,y\n', "kind", "*"),
    "page.csv": ("<!DOCTYPE html><html><body>404</body></html>\n", "kind", "*"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "kind", "*"),
    "latin.csv": ("a,b,kind\n1,2,\xe9t\xe9\n2,3,y\n".encode("latin-1"), "kind", "*"),
    "broken.csv.gz": (gzip.compress(b"a,b,kind\n1,2,x\n2,3,y\n" * 99, mtime=0)[:40], "kind", "*"),
    "cut.csv.gz": (gzip.compress(b"a,b,kind\n1,2,x\n2,3,y\n" * 99, mtime=0)[:12], "kind", "*"),
    "archive.zip": (b"PK\3\4broken", "kind", "*"),
    "lfs.csv": ("version https://git-lfs.github.com/spec/v1\noid sha256:1\nsize 1\n", "kind", "*"),
    "zero.csv": ("a,b,kind\n1,1,x\n1,1,y\n", "kind", "*"),
    "split.arff": ("@relation r\n@attribute a numeric\n@data\n1\nx\n", "kind", "*"),
}


def table(path, classes):
    """Two rows for each class, of small whole numbers, so that many distances are equal."""
    draw = random.Random(classes)
    lines = ["a,b,c,d,kind"]
    for i in range(classes):
        for _ in range(2):
            lines.append(",".join(str(draw.randrange(9)) for _ in range(4)) + f",c {i}")
    path.write_text("\n".join(lines) + "\n")


class TreePageTest(unittest.TestCase):

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="ihct page ")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def commands(self, lines):
        """What the command line ends with and says last."""
        done = subprocess.run(
            ["bash", "-c", RUN, ROOT], cwd=self.folder, capture_output=True, text=True, check=False,
            input="".join("\t".join(line) + "\n" for line in lines))
        self.assertEqual(0, done.returncode, done.stderr)
        said = [line.split("\t", 1) for line in done.stdout.splitlines()]
        self.assertEqual(len(lines), len(said))
        return said

    def answers(self, jobs):
        done = subprocess.run(
            ["node", HERE / "tree_page" / "answers.js", PAGE.with_name("trees.js")],
            cwd=self.folder, input=json.dumps(jobs), capture_output=True, text=True, check=False)
        self.assertEqual(0, done.returncode, done.stderr[-2000:])
        return json.loads(done.stdout)

    def test_the_page_has_the_classes_of_the_sources(self):
        done = command("tree-page", "--check")
        self.assertEqual((0, ""), (done.returncode, done.stderr))

    def test_trees_are_those_of_the_command_line(self):
        every = list(itertools.product(LINKAGES, DISTANCES))
        each = [(LINKAGES[i], DISTANCES[i % 3]) for i in range(5)]  # the largest takes seconds
        jobs, lines = [], []
        for classes, pairs in ((6, every), (7, every), (100, every), (2000, every), (5238, each)):
            name = f"{classes}.csv"
            table(self.folder / name, classes)
            trees = [(f"{classes} {linkage} {distance}", linkage, distance, TIERS[i % 2])
                     for i, (linkage, distance) in enumerate(pairs)]
            jobs.append((name, "kind", "*", [(f"page {out}", *how) for out, *how in trees]))
            lines += [("tree", "--data", name, "--label", "kind", "--features", "*", "--out", out,
                       "--linkage", linkage, "--distance", distance, "--tiers", tiers)
                      for out, linkage, distance, tiers in trees]
        with futures.ThreadPoolExecutor() as both:
            commands = both.submit(self.commands, lines)
            page = both.submit(self.answers, jobs)
        self.assertEqual([], [answer for answer in page.result() if "error" in answer])
        for line, (code, said) in zip(lines, commands.result()):
            self.assertEqual("0", code, said)
            out = line[line.index("--out") + 1]
            for file in FILES:
                texts = [(self.folder / folder / file).read_text() for folder in (out, f"page {out}")]
                # Java 17 writes some numbers with a digit more than it takes to tell them.
                same = [LENGTH.split(text) for text in texts]
                lengths = [[float(length) for length in parts[1::2]] for parts in same]
                self.assertTrue(same[0][::2] == same[1][::2] and lengths[0] == lengths[1],
                                f"{file} of {out}")

    def test_bad_tables_are_told_as_on_the_command_line(self):
        lines = []
        for name, (content, label, features) in BAD.items():
            data = content if isinstance(content, bytes) else content.encode()
            (self.folder / name).write_bytes(data)
            lines.append(("tree", "--data", name, "--label", label, "--features", features,
                          "--distance", "cosine", "--out", f"{name} tree"))
        said = self.answers([(name, label, features, [(f"{name} page", "complete", "cosine", "halving")])
                             for name, (_, label, features) in BAD.items()])
        for name, (code, sentence), answer in zip(BAD, self.commands(lines), said):
            with self.subTest(name):
                self.assertEqual("2", code)
                self.assertEqual(sentence, "ihct tree: " + answer["error"])

    def test_tables_that_take_libraries_are_told(self):
        for name, content, what in (("a.json", b'[{"a": 1, "kind": "x"}]', "JSON"),
                                    ("a.parquet", b"PAR1\0\0\0\0PAR1", "a Parquet file")):
            (self.folder / name).write_bytes(content)
            answer = self.answers([(name, "kind", "*", [])])[0]
            self.assertIn(f"{name}: this is {what}, which the command line reads", answer["error"])

    def test_tables_of_all_kinds_are_read_as_on_the_command_line(self):
        names = ["bats.arff", "wide.csv", "packed.csv.gz", "packed.zip"]
        shutil.copy(ROOT / "notebooks/bat-calls.arff", self.folder / names[0])
        # Decimal commas, rows that come twice, one without a number and one without a class.
        rows = ["1,5;2;é", "1,5;2;é", ";3;é", "2,5;1;", "7;8,25;ö", "7;8,5;O\u0308"]
        text = "\r\n".join(["peak;length;species", *rows, ""])
        (self.folder / names[1]).write_bytes(text.encode("utf-16"))
        plain = "\n".join(["peak,length,species", *(f"{i},{i % 7},s{i % 5}" for i in range(99))])
        (self.folder / names[2]).write_bytes(gzip.compress(plain.encode(), mtime=0))
        with zipfile.ZipFile(self.folder / names[3], "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("table.csv", plain)
        features = ["peak_khz-slope_khz_per_ms"] + ["*"] * 3
        page = self.answers([(name, "species", words, []) for name, words in zip(names, features)])
        for name, words, answer in zip(names, features, page):
            told = command("ihct", "data", "--data", self.folder / name, "--label", "species",
                           "--features", words)
            self.assertEqual(0, told.returncode, told.stderr)
            lines = told.stdout.replace(f"{self.folder}/", "").splitlines()
            self.assertEqual(lines[:len(answer["report"])], answer["report"])
            self.assertGreater(len(answer["report"]), 5)


class TreePageInBrowserTest(unittest.TestCase):

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="ihct page ")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        opened = chromium()
        self.driver = opened.__enter__()
        self.addCleanup(opened.__exit__, None, None, None)
        self.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {
            "behavior": "allow", "downloadPath": str(self.folder)})
        self.driver.get(PAGE.as_uri())
        requested(self.driver)

    def at(self, name):
        return self.driver.find_element(By.ID, name)

    def drop(self, path):
        """Drops a file on the page as a person does."""
        self.driver.execute_script("""
            const data = new DataTransfer();
            data.items.add(new File([arguments[1]], arguments[0]));
            document.getElementById("drop").dispatchEvent(
                new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
            """, path.name, path.read_text())

    def drawn(self, before=""):
        """The dendrogram, once it is another than before."""
        figure = self.at("dendrogram")
        wait(self.driver, lambda d: self.at("result").is_displayed() and not self.running()
             and figure.get_attribute("innerHTML") not in ("", before), "no new figure")
        return figure.get_attribute("innerHTML")

    def running(self):
        return self.at("busy").is_displayed()

    def test_a_table_is_dropped_and_its_tree_downloaded_and_read(self):
        table(self.folder / "kinds.csv", 30)
        self.drop(self.folder / "kinds.csv")
        wait(self.driver, lambda d: self.at("label").is_displayed(), "no columns")
        Select(self.at("label")).select_by_visible_text("kind")
        self.assertEqual("*", self.at("features").get_attribute("value"))
        complete = self.drawn()
        self.assertIn("30 classes", self.at("summary").text)
        Select(self.at("linkage")).select_by_visible_text("single")
        single = self.drawn(complete)
        self.driver.execute_script(
            "arguments[0].value = 7; arguments[0].dispatchEvent(new Event('input'))", self.at("k"))
        self.assertIn("the last 6 of 29 merges", self.drawn(single))
        self.assertEqual(7, len(self.at("clusters").find_elements(By.TAG_NAME, "li")))
        Select(self.at("tiers")).select_by_value("halving")
        wait(self.driver, lambda d: self.at("tier-sizes").text == "clusters 2 4 8 15 30", "no S2")
        self.at("part").send_keys("c 1")
        wait(self.driver, lambda d: self.at("found").text == "11 found", "no search")
        self.driver.execute_script("document.querySelectorAll('button.file').forEach((each) => each.click())")
        newick, *tables = saved = [self.folder / name for name in FILES]
        wait(self.driver, lambda d: all(each.exists() and each.stat().st_size for each in saved), "no download")
        self.assertTrue(newick.read_text().startswith("("))
        self.assertEqual(["genre,k2,k4,k8,k15,k30"] * 2, [each.read_text().splitlines()[0] for each in tables])
        made = command("ihct", "tree", "--data", self.folder / "kinds.csv", "--label", "kind",
                       "--features", "*", "--tree", f"known:{newick}", "--out", self.folder / "tree")
        self.assertEqual(0, made.returncode, made.stderr)
        self.assertEqual([], requested(self.driver))
        self.assertEqual([], self.driver.get_log("browser"))

    def test_a_mistake_is_told_and_can_be_mended(self):
        table(self.folder / "kinds.csv", 6)
        self.drop(self.folder / "kinds.csv")
        wait(self.driver, lambda d: self.at("label").is_displayed(), "no columns")
        Select(self.at("label")).select_by_visible_text("kind")
        self.drawn()
        features = self.at("features")
        features.clear()
        features.send_keys("a,z\n")
        wait(self.driver, lambda d: self.at("error").is_displayed(), "no error")
        self.assertIn('kinds.csv:1: no column "z", named as a feature', self.at("error").text)
        features.clear()
        features.send_keys("a,b\n")
        wait(self.driver, lambda d: not self.at("error").is_displayed(), "the error stays")
        self.drawn()

    def test_a_tree_that_cannot_be_is_told_and_none_is_shown(self):
        (self.folder / "flat.csv").write_text("a,b,kind\n1,1,x\n1,1,y\n")
        self.drop(self.folder / "flat.csv")
        wait(self.driver, lambda d: self.at("label").is_displayed(), "no columns")
        Select(self.at("label")).select_by_visible_text("kind")
        self.drawn()
        Select(self.at("distance")).select_by_visible_text("cosine")
        wait(self.driver, lambda d: self.at("error").is_displayed(), "no error")
        self.assertIn("a zero vector has no direction", self.at("error").text)
        self.assertEqual("", self.at("dendrogram").get_attribute("innerHTML"))
        Select(self.at("distance")).select_by_visible_text("euclidean")
        self.drawn()
        self.assertFalse(self.at("error").is_displayed())

    def test_names_stay_text(self):
        hostile = "<img src=x onerror=alert(1)>"
        (self.folder / "odd.csv").write_text(f"a,<b>,kind\n1,1,{hostile}\n2,1,y\n3,2,z\n")
        self.drop(self.folder / "odd.csv")
        wait(self.driver, lambda d: self.at("label").is_displayed(), "no columns")
        Select(self.at("label")).select_by_visible_text("kind")
        self.drawn()
        self.assertIn(hostile, self.at("clusters").text)
        self.assertIn(hostile, self.at("dendrogram").text)
        self.assertEqual([], self.driver.find_elements(By.CSS_SELECTOR, "img, main b"))

    def test_long_work_is_told_and_stopped(self):
        table(self.folder / "many.csv", 12_000)
        self.drop(self.folder / "many.csv")
        wait(self.driver, lambda d: self.at("label").is_displayed() and not self.running(), "no columns")
        Select(self.at("label")).select_by_visible_text("kind")
        wait(self.driver, lambda d: "Building the tree of 12000 classes" in self.at("stage").text,
             "no progress")
        self.at("stop").click()
        wait(self.driver, lambda d: self.at("error").text.startswith("Stopped."), "no stop")
        self.assertFalse(self.running())
        self.at("sample").click()
        self.drawn()
        self.assertIn("40 genres", self.at("summary").text)

    def test_narrow_screens_scroll_figures_and_not_the_page(self):
        self.driver.set_window_size(400, 800)
        self.at("sample").click()
        self.drawn()
        self.assertLessEqual(
            self.driver.execute_script("return document.documentElement.scrollWidth"),
            self.driver.execute_script("return document.documentElement.clientWidth"))


if __name__ == "__main__":
    unittest.main()
