"""environment/install: the kernel with the library, for all users of a machine."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest
from unittest import mock

from checkout import ROOT, command
from kernel_support import Kernel

def setUpModule():
    global prefix, said
    temporary = tempfile.TemporaryDirectory(prefix="ihct for all ")
    unittest.addModuleCleanup(temporary.cleanup)
    prefix = pathlib.Path(temporary.name)
    said = command("install", "--prefix", prefix)


class InstallTest(unittest.TestCase):

    @property
    def kernel(self):
        return prefix / "share/jupyter/kernels/java"

    def state(self):
        return {path: path.stat().st_mtime_ns for path in prefix.rglob("*")}

    def test_it_says_where(self):
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertIn(str(self.kernel), said.stderr)

    def test_nothing_in_it_needs_the_checkout_or_mavens_folder(self):
        start, _ = json.loads((self.kernel / "kernel.json").read_text())["argv"]
        self.assertEqual(str(prefix / "lib/ihct/environment/kernel/start"), start)
        libraries = (prefix / "lib/ihct/target/launcher/runtime.classpath").read_text().strip().split(":")
        self.assertGreater(len(libraries), 20)
        for library in libraries:
            self.assertTrue(library.startswith(f"{prefix}/lib/ihct/") and pathlib.Path(library).is_file(), library)

    def test_everybody_may_read_it_and_nobody_else_write(self):
        for path in [*(prefix / "lib").rglob("*"), *(prefix / "share").rglob("*")]:
            wanted = 0o055 if path.is_dir() or os.access(path, os.X_OK) else 0o044
            self.assertEqual(wanted, path.stat().st_mode & 0o077, path)

    def test_cells_use_the_library_and_leave_the_installation_as_it_is(self):
        described = subprocess.run(
            ["bash", "-euc", '. "$1/environment/common.sh"; version', "test", ROOT],
            capture_output=True, text=True, check=True).stdout.strip()
        before = self.state()
        with tempfile.TemporaryDirectory() as home, mock.patch.dict(
                os.environ, {"JUPYTER_PATH": str(prefix / "share/jupyter"), "HOME": home}):
            # Nor is the checkout's own built and found first.
            with mock.patch("kernel_support.OWN", "none"), Kernel("java") as kernel:
                self.assertEqual([described], kernel.run("ihct.files.Build.version()").results)
                self.assertEqual(["2.0"], kernel.run(
                    "org.nd4j.linalg.factory.Nd4j.ones(2).sumNumber().doubleValue()").results)
                shared = kernel.run('''
                    java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(each -> each.startsWith("-XX:SharedArchiveFile=")).toList().toString()''').results
        self.assertIn(f"{prefix}/lib/ihct/target/launcher/kernel-", shared[0])
        self.assertEqual(before, self.state())

    def test_figures_come_along(self):
        for file in ("kernels/java/kernel.js", "kernels/java/plotly.min.js",
                     "labextensions/ihct-figures/static/plotly.min.js"):
            self.assertTrue((prefix / "share/jupyter" / file).is_file(), file)

    def test_another_kernel_of_that_name_stays(self):
        with tempfile.TemporaryDirectory() as other:
            theirs = pathlib.Path(other, "share/jupyter/kernels/java/kernel.json")
            theirs.parent.mkdir(parents=True)
            theirs.write_text('{"argv": ["java", "-jar", "ijava.jar"]}')
            result = command("install", "--prefix", other)
            self.assertEqual((2, ["share"]), (result.returncode, os.listdir(other)))
            self.assertIn("is taken by another kernel, in " + str(theirs.parent), result.stderr)

    def test_slips_end_in_words(self):
        for options, words in (((), "needs --prefix DIR"), (("--prefix", "/nowhere"), "/nowhere is none"),
                               (("--user",), 'not "--user"'), (("--prefix",), "needs a value"),
                               (("--prefix", "/proc"), "may not write to /proc")):
            with self.subTest(options=options):
                result = command("install", *options)
                self.assertEqual(2, result.returncode, result.stderr)
                self.assertIn(words, result.stderr)


if __name__ == "__main__":
    unittest.main()
