"""The kernel alone: made, installed outside of the checkout, and used from there."""

import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import zipfile

import jupyter_kernel_test

import test_kernel_protocol
from checkout import ROOT
from kernel_support import Kernel

MOST_BYTES = 6 << 20
NAME = "alone"


class Alone:
    """The kernel in a prefix of its own; the processes that it starts know no other folder."""

    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="ihct alone ")
        self.folder = pathlib.Path(self.temporary.name)
        self.home = self.folder / "home"
        self.prefix = self.folder / "prefix"
        for each in (self.home, self.prefix):
            each.mkdir()
        subprocess.run([ROOT / "environment" / "kernel-zip"], check=True)
        self.zip, = (ROOT / "target").glob("ihct-kernel-*.zip")
        with zipfile.ZipFile(self.zip) as packed:
            packed.extractall(self.folder)
        self.said = self.install("--prefix", self.prefix, "--name", NAME)
        self.variables = {"JUPYTER_PATH": str(self.prefix / "share" / "jupyter"),
                          "HOME": str(self.home)}

    def install(self, *options, path=os.environ["PATH"]):
        return subprocess.run(
            ["java", "-jar", self.folder / "ihct-kernel" / "ihct-kernel.jar", "install", *options],
            env={"PATH": path, "HOME": str(self.home)}, cwd=self.folder,
            capture_output=True, text=True, check=False)

    @property
    def installed(self):
        return self.prefix / "share" / "jupyter" / "kernels" / NAME


def setUpModule():
    global alone
    alone = Alone()
    unittest.addModuleCleanup(alone.temporary.cleanup)
    before = {name: os.environ.get(name) for name in alone.variables}
    os.environ.update(alone.variables)
    unittest.addModuleCleanup(restore, before)


def restore(variables):
    for name, value in variables.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


class ZipTest(unittest.TestCase):

    def test_it_is_small_and_holds_the_kernel_alone(self):
        self.assertLess(alone.zip.stat().st_size, MOST_BYTES)
        with zipfile.ZipFile(alone.zip) as packed:
            names = packed.namelist()
        self.assertIn("ihct-kernel/ihct-kernel.jar", names)
        self.assertEqual([], [name for name in names if "nd4j" in name or "smile" in name])

    def test_licence_of_each_library_is_told(self):
        libraries = alone.folder / "ihct-kernel" / "lib"
        text = (libraries / "LICENCES.txt").read_text(encoding="utf-8")
        told = {"-".join(each) for each in re.findall(r":([^: ]+):([^: ]+) - http", text)}
        self.assertGreater(len(told), 20)
        self.assertEqual(told, {jar.stem for jar in libraries.glob("*.jar")})

    def test_installation_says_where_and_how_to_change_the_limit(self):
        self.assertEqual((0, ""), (alone.said.returncode, alone.said.stderr))
        self.assertIn(f'Installed the kernel "{NAME}" in {alone.installed}', alone.said.stdout)
        self.assertIn("-Xmx4g", alone.said.stdout)

    def test_checkout_is_not_needed(self):
        specification = (alone.installed / "kernel.json").read_text(encoding="utf-8")
        self.assertNotIn(str(ROOT), specification)
        argv = json.loads(specification)["argv"]
        archives = [each.split("=")[1] for each in argv if each.startswith("-XX:SharedArchiveFile=")]
        self.assertEqual(1, len(archives), alone.said.stdout)
        self.assertTrue(pathlib.Path(archives[0]).is_file())

    def test_prefix_of_the_python_that_is_found(self):
        programs, prefix = alone.folder / "programs", alone.folder / "environment of Python"
        programs.mkdir()
        prefix.mkdir()
        python = programs / "python3"
        python.write_text(f"#!/bin/sh\necho '{prefix}'\n", encoding="utf-8")
        python.chmod(0o755)
        result = alone.install("--sys-prefix", path=f"{programs}:{os.environ['PATH']}")
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertTrue((prefix / "share" / "jupyter" / "kernels" / "java" / "kernel.json").is_file())

    def test_slips_end_in_words(self):
        for options, said in ((("--prefix", alone.folder / "none"), "There is no folder "),
                              (("--home",), "--home is no option."),
                              (("--prefix", "/proc"), "Nothing can be written to /proc/share/jupyter")):
            result = alone.install(*options)
            self.assertEqual(2, result.returncode, result)
            self.assertTrue(result.stderr.startswith(said), result.stderr)
            self.assertNotIn("\tat ", result.stderr)


class AloneKernelTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel(NAME).__enter__()
        cls.addClassCleanup(cls.kernel.__exit__)

    def test_variable_survives_redefinition_of_its_method(self):
        self.assertEqual(["2"], self.kernel.run("1 + 1").results)
        self.kernel.run("int f() { return 1; }\nvar v = f();\nclass Net { int w = 7; int t() { return 0; } }\n"
                        "Net net = new Net();")
        self.kernel.run("int f() { return 2; }\nclass Net { int w = 7; int t() { return 2 * w; } }")
        self.assertEqual(["1 2 14"], self.kernel.run('v + " " + f() + " " + net.t()').results)

    def test_endless_loop_is_stopped_and_variables_stay(self):
        self.kernel.run("int kept = 5;")
        request = self.kernel.send('System.out.println("running");\nwhile (true) { }')
        self.kernel.wait_for("running", request)
        self.kernel.manager.interrupt_kernel()
        self.assertEqual("Interrupted", self.kernel.finish(request).reply["content"]["ename"])
        self.assertEqual(["5"], self.kernel.run("kept").results)

    def test_compiler_error_has_line_and_caret(self):
        lines = self.kernel.run("int a = 1;\nint b = nowhere + 1;").error.splitlines()
        self.assertIn("Line 2, column 9", lines[0])
        self.assertIn("^^^^^^^", lines[2])

    def test_library_comes_from_the_local_cache(self):
        version = re.search(r"<fastcsv.version>(.*?)<", (ROOT / "pom.xml").read_text()).group(1)
        reader = "de.siegmar.fastcsv.reader.CsvReader.class.getSimpleName()"
        self.assertEqual("error", self.kernel.run(reader).status)
        self.kernel.run(f"%maven de.siegmar:fastcsv:{version}")
        self.assertEqual(["CsvReader"], self.kernel.run(reader).results)


class AloneProtocolTest(test_kernel_protocol.JavaKernelTest):
    kernel_name = NAME

    @classmethod
    def setUpClass(cls):
        jupyter_kernel_test.KernelTests.setUpClass.__func__(cls)


if __name__ == "__main__":
    unittest.main()
