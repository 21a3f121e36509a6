"""The documentation does what it says: its commands and examples run, its links lead somewhere."""

import functools
import itertools
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import docs
import songs
from checkout import ROOT, command

SPARK = ROOT / "lib" / "spark" / "src" / "main" / "java" / "ihct" / "spark" / "Cluster.java"
CLASS_PATH = ('. "$1/environment/common.sh"; require_java; build_if_needed; '
              'printf "%s\\n%s:%s" "$JAVA_HOME" "$jar" "$(<"$classpath_file")"')
MISSING = r"does not exist|was not found|no saved model|holds no run\.json"
MOST_BYTES = 6000  # of the README: what stands on the first screens


@functools.cache
def help_of(*words):
    """What a command says of its options."""
    script, *rest = words
    if script in ("ihct", "run", "bench", "lab"):
        result = command(script, *rest, "--help")
        assert result.returncode == 0, result.stderr
        return result.stdout
    return (ROOT / "environment" / script).read_text(encoding="utf-8")


def subcommands():
    listed = help_of("ihct").split("Commands:")[1].split("Exit codes:")[0]
    return re.findall(r"^  (\w+)\s", listed, flags=re.M)


def sources():
    """The product's files, and the scripts."""
    files = itertools.chain(ROOT.glob("lib/**/main/**/*"), (ROOT / "environment").rglob("*"))
    return [file for file in files if file.is_file() and file.suffix != ".pyc"]


class PagesTest(unittest.TestCase):

    @staticmethod
    def each_command(program):
        """(page's name, words) of each command whose first word begins so."""
        return [(page.name, words) for page in docs.PAGES for words in docs.all_commands(page)
                if words[0].startswith(program)]

    def each_value(self, program, *options):
        """Each value that commands of a program give to these options."""
        return [value for _, words in self.each_command(program)
                for option, values in zip(words, words[1:]) if option in options
                for value in values.split(",")]

    def test_readme_is_short(self):
        self.assertLessEqual((ROOT / "README.md").stat().st_size, MOST_BYTES)

    def test_every_page_is_in_the_contents(self):
        listed = docs.links(docs.FOLDER / "README.md")
        for page in docs.FOLDER.glob("*.md"):
            self.assertTrue(page.name == "README.md" or page.name in listed, page.name)

    def test_links_lead_somewhere(self):
        for page in [*docs.PAGES, ROOT / "CHANGELOG.md"]:
            for link in docs.links(page):
                path, _, anchor = link.partition("#")
                target = (page.parent / path).resolve() if path else page
                with self.subTest(page=page.name, link=link):
                    if re.match(r"https?:", link):
                        continue
                    self.assertTrue(target.exists())
                    if anchor:
                        self.assertIn(anchor, docs.anchors(target))

    def test_blocks_are_of_a_kind_that_is_tested(self):
        for page in docs.PAGES:
            for block in docs.blocks(page):
                with self.subTest(block=str(block)):
                    self.assertIn(block.language, ("sh", "java", "python", "text"))
                    self.assertFalse(block.output and block.reason, "output that nothing checks")

    def test_options_of_commands_exist(self):
        for page, words in self.each_command("environment/"):
            with self.subTest(page=page, command=" ".join(words)):
                script = pathlib.PurePath(words[0]).name
                self.assertTrue((ROOT / "environment" / script).is_file())
                if script == "spark":  # its help would fetch Spark
                    explained = SPARK.read_text(encoding="utf-8")
                    explained += "".join(help_of("ihct", name) for name in words[1:2])
                elif script == "ihct" and words[1:] and re.match(r"[a-z]", words[1]):
                    explained = help_of(script, words[1])
                else:
                    explained = help_of(script)
                for word in words[1:]:
                    if word.startswith("--"):
                        self.assertRegex(explained, rf"{word.partition('=')[0]}(?![\w-])")

    def test_benchmarks_exist(self):
        named = self.each_value("environment/bench", "--what", "--peers")
        self.assertGreater(len(named), 5)
        for value in named:
            self.assertRegex(help_of("bench"), rf"\b{re.escape(value)}\b")

    def test_targets_of_the_image_exist(self):
        dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
        for value in self.each_value("docker", "--target"):
            self.assertRegex(dockerfile, rf"(?m)^FROM \S+ AS {value}$")

    def test_files_and_tests_that_are_named_exist(self):
        for page in docs.PAGES:
            code = [block.code for block in docs.blocks(page) if block.language == "sh"]
            text = " ".join(code + docs.spans(docs.prose(page)))
            for path in re.findall(r"(?<![\w./-])(?:environment|lib|notebooks)/[\w./-]*\w", text):
                with self.subTest(page=page.name, path=path):
                    self.assertTrue((ROOT / path).exists())
            for name in re.findall(r"\b(?:[A-Z]\w+Test|test_\w+)\b", text):
                with self.subTest(page=page.name, test=name):
                    self.assertTrue([*ROOT.glob(f"lib/**/{name}.java"),
                                     *ROOT.glob(f"lib/**/{name}.py")])

    def test_environment_variables_exist(self):
        known = set()
        for file in sources():
            known |= set(re.findall(r"IHCT_\w+", file.read_text(encoding="utf-8", errors="replace")))
        for page in docs.PAGES:
            named = set(re.findall(r"IHCT_\w+", page.read_text(encoding="utf-8")))
            self.assertLessEqual(named, known, page.name)

    def test_every_package_is_in_the_architecture(self):
        page = (docs.FOLDER / "architecture.md").read_text(encoding="utf-8")
        named = set(re.findall(r"`(ihct\.[a-z0-9.]+)`", page))
        there = {str(file.parent).partition("/main/java/")[2].replace("/", ".")
                 for file in sources() if file.suffix == ".java"}
        self.assertEqual(sorted(there), sorted(named))

    def test_moved_classes_are_told_and_exist(self):
        """The table of the CHANGELOG is what the kernel tells, and ends in classes of today."""
        rows = [docs.spans(line) for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
                if line.startswith("| `ihct.")]
        told, = ROOT.glob("lib/*/src/main/resources/META-INF/moved-classes.properties")
        lines = [line.split("=") for line in told.read_text(encoding="utf-8").splitlines()
                 if not line.startswith("#")]
        self.assertEqual(lines, rows)
        for earlier, now in rows:
            with self.subTest(earlier=earlier):
                self.assertFalse([*ROOT.glob(f"lib/*/src/main/java/{earlier.replace('.', '/')}.java")])
                self.assertTrue([*ROOT.glob(f"lib/*/src/main/java/{now.replace('.', '/')}.java")])

    def test_results_of_the_readme_are_those_of_the_results(self):
        rows = [line for line in docs.sections(ROOT / "README.md")["Results"].splitlines()
                if line.startswith("|")]
        self.assertGreater(len(rows), 5)
        lines = (docs.FOLDER / "results.md").read_text(encoding="utf-8").splitlines()
        for row in rows:
            self.assertIn(row, lines)

    def test_commands_of_cells_are_those_of_the_kernel(self):
        source, = ROOT.glob("lib/**/Magics.java")
        known = re.findall(r"^ +%(\w+) ", source.read_text(encoding="utf-8"), flags=re.M)
        told = docs.first_cells(docs.sections(docs.FOLDER / "kernel.md")["In a cell"])
        self.assertEqual(sorted(set(known)),
                         sorted({each.lstrip("%").split()[0] for each in told if each.startswith("%")}))


class CommandsPageTest(unittest.TestCase):
    """commands.md tells all options of all commands, in sections that name their commands."""

    page = docs.FOLDER / "commands.md"

    def told(self, section):
        """The options that a section explains."""
        return {span.split()[0].partition("=")[0] for span in docs.spans(section)
                if span.startswith("--")}

    def test_every_option_is_told(self):
        for name in subcommands():
            mine = [text for heading, text in docs.sections(self.page).items()
                    if name in docs.spans(heading)]
            with self.subTest(command=name):
                self.assertTrue(mine, "no section has it in its heading")
                self.assertEqual(set(), docs.options(help_of("ihct", name)) - self.told("".join(mine)))

    def test_no_option_is_told_that_does_not_exist(self):
        for heading, text in docs.sections(self.page).items():
            names = [name for name in docs.spans(heading) if name in subcommands()]
            if names:
                exist = set().union(*(docs.options(help_of("ihct", name)) for name in names))
                with self.subTest(section=heading):
                    self.assertEqual(set(), self.told(text) - exist)

    def test_every_model_is_told(self):
        result = command("ihct", "run", "--data", "missing.csv", "--models", "?", "--out", "none")
        models = re.search(r"choose one of (.+)\.", result.stderr)[1].split(", ")
        row, = [line for line in self.page.read_text(encoding="utf-8").splitlines()
                if line.startswith("| `--models`")]
        told = [name for span in docs.spans(row)[1:] for name in span.split(",")]
        self.assertEqual(sorted(models), sorted(told))

    def test_every_tree_source_is_told(self):
        result = command("ihct", "tree", "--data", "missing.csv", "--tree", "?", "--out", "none")
        sources = re.search(r"choose one of (.+)\.", result.stderr)[1].split(", ")
        table = docs.sections(self.page)["Options about the tree: `tree`, `run`"].split("\n\n")[1]
        told = docs.first_cells(table)[1:]  # below the header, which is the option's name
        self.assertEqual(sorted(set(sources) - {"permuted", "random"}), sorted(told))


class ExamplesTest(unittest.TestCase):
    """All blocks, from top to bottom, in a folder that has the files which they name."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct docs ")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        cls.work = cls.folder / "work"
        cls.work.mkdir()
        for name in ("environment", "notebooks"):
            (cls.work / name).symlink_to(ROOT / name)
        genres = ["ambient", "blues", "disco"] * 56
        for name in ("songs.csv", "dataset.csv", "new.csv"):
            songs.publish(cls.work / name, genres)
        songs.write(cls.work / "table.csv", label="kind", group="source", split="set")
        for name in ("train.csv", "test.csv", "rows.csv"):
            songs.write(cls.work / name, label="kind", group="source")
        rows = cls.work / "rows.csv"
        rows.write_text(rows.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
        songs.records(cls.work / "songs.jsonl", cls.work / "songs.csv")
        (cls.work / "prices.csv").write_text("price,width,colour,kind\n" + "".join(
            f"{row},{row % 5},{'red' if row % 3 else 'blue'},k{row % 2}\n" for row in range(40)))
        songs.arff(cls.work / "calls.arff")
        cls.java_home, cls.class_path = subprocess.run(
            ["bash", "-euc", CLASS_PATH, "docs", str(ROOT)], capture_output=True, text=True,
            check=True).stdout.splitlines()
        cls.done = [(block, cls.start(*program))
                    for page in docs.PAGES for block in docs.blocks(page)
                    for program in [{"sh": ("bash", "-euo", "pipefail", "-c", block.code),
                                     "python": (sys.executable, "-c", block.code)}.get(block.language)]
                    if program and not block.reason]

    @classmethod
    def start(cls, *program, folder=None):
        environment = {**os.environ, "IHCT_OUT": str(cls.folder / "study"),
                       "IHCT_DATA": str(cls.folder / "none"), "IHCT_PROFILE": "smoke"}
        environment.pop("IHCT_SONGS", None)
        return subprocess.run(program, cwd=folder or cls.work, env=environment, text=True,
                              capture_output=True, check=False)

    def check(self, block, output):
        """What was printed is what stands in the block of output; "…" there stands for anything."""
        if block.output:
            expected = re.escape(block.output.strip()).replace("…", ".*")
            self.assertRegex(output.strip(), re.compile(rf"\A{expected}\Z", re.DOTALL))

    def test_commands_run(self):
        self.assertGreater(len(self.done), 5)
        for block, result in self.done:
            with self.subTest(block=str(block)):
                self.assertEqual(0, result.returncode, result.stderr)
                self.check(block, result.stdout)

    def test_java_runs(self):
        """The blocks of a page are one program, as the cells of a notebook are."""
        programs = {}
        for page in docs.PAGES:
            blocks = [each for each in docs.blocks(page) if each.language == "java" and not each.reason]
            if blocks:
                programs[page.stem.capitalize()] = blocks
        sources = self.folder / "java"
        sources.mkdir()
        for name, blocks in programs.items():
            (sources / f"{name}.java").write_text(self.program(name, blocks), encoding="utf-8")
        compiled = self.start(f"{self.java_home}/bin/javac", "-cp", self.class_path, "-d", sources,
                              *map(str, sources.glob("*.java")))
        self.assertEqual(0, compiled.returncode, compiled.stderr)
        for name, blocks in programs.items():
            result = self.start(f"{self.java_home}/bin/java", "-Duser.language=en",
                                "-Dstdout.encoding=UTF-8", "-Dfile.encoding=UTF-8", "-cp", f"{sources}:{self.class_path}", name)
            outputs = result.stdout.split("\f\n")[1:]
            with self.subTest(page=name):
                self.assertEqual(0, result.returncode, result.stderr)
                self.assertEqual(len(blocks), len(outputs))
                for block, output in zip(blocks, outputs):
                    self.check(block, output)

    @staticmethod
    def program(name, blocks):
        imports = [line for block in blocks for line in block.code.splitlines()
                   if line.startswith("import ")]
        body = [line for block in blocks for line in ['System.out.println("\\f");', *(
            each for each in block.code.splitlines() if not each.startswith("import "))]]
        return "\n".join([*dict.fromkeys(imports), f"class {name} {{",
                          "public static void main(String[] none) throws Exception {",
                          *body, "}", "}", ""])

    def test_commands_that_take_too_long_lack_nothing_but_their_files(self):
        """They are given files that are not there, and complain of that alone."""
        empty = self.folder / "empty"
        empty.mkdir()
        (empty / "environment").symlink_to(ROOT / "environment")
        tried = 0
        for page in docs.PAGES:
            for block in docs.blocks(page):
                for words in docs.commands(block.code if block.reason else ""):
                    words = self.without_files(words)
                    if words:
                        tried += 1
                        with self.subTest(block=str(block), words=words):
                            result = self.start(*words, folder=empty)
                            self.assertEqual(2, result.returncode, result.stderr)
                            self.assertRegex(result.stderr, MISSING)
        self.assertGreater(tried, 3)

    @staticmethod
    def without_files(words):
        """The command, reading a file that does not exist; nothing if it reads none."""
        if words[0] != "environment/ihct" or not {"--data", "--songs", "--model"} & set(words):
            return None
        for option in ("--scale", "--genres", "--songs-per-genre"):  # of simulated songs alone
            if option in words:
                at = words.index(option)
                words = words[:at] + words[at + 2:]
        return ["missing.csv" if word == "simulated" else word for word in words]

    def test_files_of_a_run_are_told(self):
        sections = docs.sections(docs.FOLDER / "files.md")
        told = {span.split("/")[0] for name in ("Runs", "Trees")
                for span in docs.first_cells(sections[name])}
        found = {file.name for file in (self.work / "out" / "songs").iterdir()
                 if not file.name.startswith(".")}
        self.assertEqual(told - {"checkpoints"}, found)
        trees = {file.name for file in (self.work / "out" / "tree").iterdir()}
        self.assertEqual(set(docs.first_cells(sections["Trees"])), trees)

    def test_fields_of_results_are_told(self):
        told = docs.first_cells(docs.sections(docs.FOLDER / "files.md")["Results of a model"])
        lines = (self.work / "out" / "songs" / "results.jsonl").read_text(encoding="utf-8")
        found = {field for line in lines.splitlines() for field in json.loads(line)}
        elsewhere = {"study"} | {field for field in told if field.startswith(("unseen", "coarse"))}
        self.assertEqual(sorted(told), sorted(found | elsewhere))  # not of any run


if __name__ == "__main__":
    unittest.main()
