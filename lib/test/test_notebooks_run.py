"""All notebooks, executed small: in our kernel, and in one that knows nothing of this project.

They pass, say what they said before, and draw their figures. The other kernel is such as IJava and JJava
are; it comes second, and reads the studies of plans that ours has run instead of training all anew.
"""

import copy
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from unittest import mock

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from selenium.webdriver.common.by import By

import answers
import browser
import linting
from checkout import NOTEBOOKS, ROOT, command
from kernel_support import use_own_kernel
from report import update

_PLOTLY = "application/vnd.plotly.v1+json"
_TEST_CLASSES = ROOT / "lib" / "kernel" / "target" / "test-classes"
_VERSION = '. "$1/environment/common.sh"; version'


def setUpModule():
    """Runs all notebooks in our kernel."""
    global own
    own = OwnRun()
    unittest.addModuleCleanup(own.temporary.cleanup)


class OwnRun:

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="ihct smoke ")
        self.out = pathlib.Path(self.temporary.name)
        self.result = command("run", "--out", self.out, IHCT_PROFILE="smoke")


class NotebooksRunTest(unittest.TestCase):

    def test_all_pass(self):
        self.assertEqual(0, own.result.returncode, own.result.stderr)

    def test_check_cells_say_what_is_committed(self):
        for path in NOTEBOOKS:
            committed = linting.code_cells(nbformat.read(path, as_version=4))
            executed = linting.code_cells(nbformat.read(own.out / path.name, as_version=4))
            for before, now in zip(committed, executed):
                if "check" in linting.tags(before):
                    with self.subTest(notebook=path.stem, cell=before.id):
                        self.assertEqual(_said(before), _said(now))

    def test_every_figure_of_every_page_is_drawn_offline(self):
        with browser.chromium() as driver:
            for path in NOTEBOOKS:
                driver.get((own.out / f"{path.stem}.html").as_uri())
                found = browser.figures(driver)
                self.assertTrue(found, f"{path.stem} has no figure")
                for number, figure in enumerate(found, start=1):
                    with self.subTest(notebook=path.stem, figure=number):
                        plot = figure.find_element(By.CSS_SELECTOR, ".js-plotly-plot")
                        self.assertGreater(browser.ink(plot), 0.01, "blank figure")
                self.assertEqual([driver.current_url], browser.requested(driver))

    def test_index_holds_the_results(self):
        index = (own.out / "index.html").read_text(encoding="utf-8")
        for model in ("random", "tree", "forest", "dense", "stacknet", "rnn"):
            self.assertIn(f"<td>{model}</td>", index)


class OtherKernelTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        use_own_kernel()  # builds what the other one needs on its class path
        temporary = tempfile.TemporaryDirectory(prefix="ihct other ")
        cls.addClassCleanup(temporary.cleanup)
        folder = pathlib.Path(temporary.name)
        theirs = folder / "jupyter" / "kernels" / "theirs"
        theirs.mkdir(parents=True)
        _jar(theirs / "jjava.jar")
        (theirs / "kernel.json").write_text(json.dumps({
            # The version is one of the things that a study of a plan is known by.
            "argv": [_java(), "-Xmx2g", "-XX:TieredStopAtLevel=1", f"-Dihct.version={_version()}",
                     "-jar", "{resource_dir}/jjava.jar", "{connection_file}"],
            "display_name": "another Java", "language": "java"}))
        made = command("ihct", "kernel", "--for", "jjava", "--spec", theirs, "--name", "java")
        assert made.returncode == 0, made.stderr
        cls.out = folder / "out"
        cls.studies = [path.name for path in (own.out / "study").glob("plan-*")]
        for name in cls.studies:
            shutil.copytree(own.out / "study" / name, cls.out / name)
        patch = mock.patch.dict(os.environ, {
            "JUPYTER_PATH": str(folder / "jupyter"), "IHCT_PROFILE": "smoke", "IHCT_OUT": str(cls.out)})
        patch.start()
        cls.addClassCleanup(patch.stop)
        cls.tried = {}
        cls.executed = {path.stem: _execute(path, cls.tried) for path in NOTEBOOKS}

    def test_every_notebook_runs_to_its_end(self):
        for name, (_, error) in self.executed.items():
            with self.subTest(notebook=name):
                self.assertIsNone(error)

    def test_studies_that_were_run_in_our_own_are_read(self):
        self.assertGreater(len(self.studies), 3)
        self.assertEqual(sorted(self.studies), sorted(path.name for path in self.out.glob("plan-*")))

    def test_exercises_take_answers_as_readers_write_them(self):
        for name, (notebook, error) in self.executed.items():
            unanswered = {cell.id: _printed(cell) for cell in linting.code_cells(notebook)
                          if "exercise-check" in linting.tags(cell)}
            self.assertEqual(set(answers.ANSWERS[name]),
                             {cell.removesuffix("-check") for cell in unanswered})
            for cell, told in unanswered.items():
                with self.subTest(notebook=name, cell=cell):
                    self.assertRegex(told, r"^Exercise \d: no answer yet\.$")
            for exercise, answer, right, cells in self.tried[name]:
                with self.subTest(notebook=name, exercise=exercise, answer=answer):
                    told = _told(cells)
                    self.assertRegex(told, r"^Exercise \d: right\.$" if right
                                     else r"^Exercise \d: (.* is not it yet|not yet)\. .{12,}$")

    def test_outputs_have_every_form_that_they_have_in_our_own(self):
        figures = tables = 0
        for path in NOTEBOOKS:
            committed = linting.code_cells(nbformat.read(path, as_version=4))
            executed = linting.code_cells(self.executed[path.stem][0])
            for before, now in zip(committed, executed):
                with self.subTest(notebook=path.stem, cell=before.id):
                    self.assertEqual(_forms(before), _forms(now))
                figures += sum(_PLOTLY in forms for forms in _forms(now))
                tables += sum("<table" in output.data.get("text/html", "")
                              for output in now.outputs if "data" in output)
        print(f"{figures} figures and {tables} tables in full", end=" ")
        self.assertGreater(figures, 36)
        self.assertGreater(tables, 27)

    def test_nothing_stray_is_shown(self):
        for name, (notebook, _) in self.executed.items():
            with self.subTest(notebook=name):
                self.assertEqual([], linting.stray(notebook))

    def test_checks_say_what_they_say_in_our_own(self):
        for path in NOTEBOOKS:
            committed = linting.code_cells(nbformat.read(path, as_version=4))
            executed = linting.code_cells(self.executed[path.stem][0])
            for before, now in zip(committed, executed):
                if "check" in linting.tags(before):
                    with self.subTest(notebook=path.stem, cell=before.id):
                        self.assertEqual(_printed(before), _printed(now))


def _said(cell):
    return update.comparable([{key: value for key, value in output.items()
                               if key != "execution_count"} for output in cell.outputs])


def _forms(cell):
    """The MIME types of each output that has any, but of those that only print."""
    return [sorted(output.data) for output in cell.outputs if "data" in output]


def _jar(file):
    """The stand-in for another kernel, as they are packed."""
    with zipfile.ZipFile(file, "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMain-Class: ihct.kernel.OtherKernel\n")
        for path in (_TEST_CLASSES / "ihct" / "kernel").glob("OtherKernel*.class"):
            jar.write(path, path.relative_to(_TEST_CLASSES))


def _version():
    return subprocess.run(["bash", "-euc", _VERSION, "test", ROOT], capture_output=True, text=True,
                          check=True).stdout.strip()


def _java():
    home = os.environ.get("JAVA_HOME")
    return str(pathlib.Path(home, "bin", "java")) if home else "java"


def _execute(path, tried):
    """The notebook with its outputs, and the error that ended it or None.

    Behind its last cell its exercises are answered, as tried then says.
    """
    notebook = nbformat.read(path, as_version=4)
    for cell in linting.code_cells(notebook):
        cell.outputs = []
    tried[path.stem] = list(_trials(path.stem, notebook))
    notebook.cells += [cell for *_, cells in tried[path.stem] for cell in cells]
    try:
        NotebookClient(notebook, kernel_name="java", timeout=300,
                       resources={"metadata": {"path": str(path.parent)}}).execute()
    except CellExecutionError as error:
        return notebook, str(error)
    return notebook, None


def _trials(name, notebook):
    """Cells that answer every exercise and check it: (exercise, answer, is it right, cells)."""
    sources = {cell.id: cell for cell in linting.code_cells(notebook)}
    number = itertools.count(1)
    for exercise, forms in answers.ANSWERS[name].items():
        for answer, right in [(form, right) for right, some in zip((True, False), forms)
                              for form in some]:
            stub = copy.deepcopy(sources[exercise])
            stub.source = answers.answered(stub.source, answer)
            cells = [stub, copy.deepcopy(sources[f"{exercise}-check"])]
            for cell in cells:
                cell.id = f"trial-{next(number)}"
                cell.metadata["tags"] = ["raises-exception"]  # and the next is tried all the same
            yield exercise, answer, right, cells


def _told(cells):
    """What the cells printed, or the error that they ended with."""
    errors = [f"{output.ename}: {output.evalue}" for cell in cells for output in cell.outputs
              if output.output_type == "error"]
    return " ".join(errors) or "".join(map(_printed, cells)).strip()


def _printed(cell):
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


if __name__ == "__main__":
    sys.exit(unittest.main())
