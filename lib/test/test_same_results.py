"""The same seed, data and version give the same results, bit for bit, however they are computed."""

import pathlib
import subprocess
import tempfile
import unittest

import songs
from checkout import command

MODELS = "random,majority,centroid,tree,forest,dense,stacknet,rnn"


def _newer_java():
    """The home of a Java newer than 17, if this machine has one."""
    for home in sorted(pathlib.Path("/usr/lib/jvm").glob("*/bin/javac")):
        told = subprocess.run([home, "-version"], capture_output=True, text=True, check=False)
        version = (told.stdout + told.stderr).split()[-1].split(".")[0]
        if version.isdigit() and int(version) > 17:
            return home.parents[1]
    return None


class SameResultsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct same ")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        songs.write(cls.folder / "songs.csv", rows=1200, genres=40)
        cls.expected = cls._run("expected")

    @classmethod
    def _run(cls, name, **environment):
        """The results and models of a run."""
        out = cls.folder / name
        result = command("ihct", "run", "--data", cls.folder / "songs.csv", *songs.OPTIONS,
                         "--models", MODELS, "--epochs", "2", "--out", out, **environment)
        assert result.returncode == 0, result.stderr
        records = songs.figures(out)
        for record in records:
            record.pop("java")
        return records, {file.name: file.read_bytes() for file in (out / "models").iterdir()}

    def _assert_same(self, other):
        self.assertEqual(self.expected[0], other[0])
        self.assertEqual(sorted(self.expected[1]), sorted(other[1]))
        for name, content in self.expected[1].items():
            self.assertEqual(content, other[1][name], name)

    def test_another_process(self):
        self._assert_same(self._run("again"))

    def test_one_thread(self):
        self._assert_same(self._run("alone", IHCT_JVM_OPTIONS="-XX:ActiveProcessorCount=1"))

    @unittest.skipUnless(_newer_java(), "no Java newer than 17 in /usr/lib/jvm")
    def test_another_java(self):
        self._assert_same(self._run("newer", JAVA_HOME=str(_newer_java())))


if __name__ == "__main__":
    unittest.main()
