"""A run that is killed, again and again, ends with the results of one that was left alone."""

import os
import pathlib
import random
import signal
import subprocess
import tempfile
import time
import unittest

import songs
from checkout import ROOT, command

KILLS = 20


class ResumeTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct resume ")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        songs.write(cls.folder / "songs.csv")
        cls.expected = cls.folder / "expected"
        start = time.monotonic()
        result = command("ihct", *cls._begin(cls.expected))
        cls.seconds = time.monotonic() - start
        assert result.returncode == 0, result.stderr

    @classmethod
    def _begin(cls, out, epochs=2):
        return ["run", "--data", cls.folder / "songs.csv", *songs.OPTIONS, "--models",
                "centroid,tree,forest,dense,stacknet,rnn", "--epochs", str(epochs), "--out", out]

    def _start(self, *arguments):
        return subprocess.Popen(
            [ROOT / "environment" / "ihct", *map(str, arguments)], cwd=ROOT,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # "… &" ignores it

    def test_killed_runs_go_on(self):
        moments = random.Random(11)
        kills = runs = 0
        whole = self.seconds  # as long as the fastest that was left alone, to be killed on its way
        while kills < KILLS:
            runs += 1
            out = self.folder / f"killed-{runs}"
            arguments = self._begin(out)
            while True:
                process = self._start(*arguments)
                start = time.monotonic()
                try:
                    process.communicate(timeout=moments.uniform(0.2, 1.2) * whole)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.communicate()
                    kills += 1
                    begun = (out / "run.json").exists()
                    arguments = (["run", "--resume", "--out", out] if begun
                                 else [*self._begin(out), "--force"])
                    continue
                self.assertEqual(0, process.returncode)
                if "--resume" not in arguments:
                    whole = min(whole, time.monotonic() - start)
                break
            self.assertEqual(songs.figures(self.expected), songs.figures(out), f"run {runs}")
            for name in ("tree.json", "tree.nwk", "tiers.csv"):
                self.assertEqual((self.expected / name).read_bytes(), (out / name).read_bytes())
            self.assertFalse((out / "checkpoints").exists())

    def test_ctrl_c_says_how_to_go_on(self):
        out = self.folder / "interrupted"
        process = self._start(*self._begin(out, epochs=100_000))
        for line in process.stderr:
            if "epoch 1 " in line:
                break
        start = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()
        process.wait(timeout=30)
        self.assertLess(time.monotonic() - start, 10)  # 2 on an idle machine
        self.assertNotEqual(0, process.returncode)
        self.assertIn(f'Go on with: environment/ihct run --resume --out "{out}"', told)
        self.assertTrue(list(out.glob("checkpoints/*/*.checkpoint")))


if __name__ == "__main__":
    unittest.main()
