"""Studies from the command line: killed ones end as whole ones, and faults are the user's to read."""

import csv
import json
import os
import pathlib
import random
import signal
import subprocess
import tempfile
import time
import unittest

import yaml

import songs
from checkout import ROOT, command

CLUSTER = ROOT / "environment" / "cluster"

PLAN = """
// a plan in which comments may stand
{
  "plan": "tiny", "seeds": [1, 2], "resamples": 200, "reference": "dense",
  "data": {"own": {"files": ["songs.csv"], %s, "minPerGenre": 1,
                   "trees": ["inferred", "random"]}},
  "trees": {"inferred": {"linkage": "ward"}, "random": {"source": "random"}},
  "arms": {
    "dense": {"model": "dense", "train": {"epochs": 2, "batch": 64},
              "tune": [{"units": 8}, {"units": 32}]},
    "tree-softmax": {"model": "tree-softmax", "trees": ["inferred", "random"],
                     "train": {"epochs": 2, "batch": 64}},
    "forest": {"model": "forest", "train": {"forestTrees": 5}},
    "both": {"mixture": ["dense", "forest"]},
  },
  "questions": [{"ask": "Is the tree softmax ahead?", "on": ["own"], "arm": "tree-softmax",
                 "tree": "inferred", "against": "dense"}],
}
"""
KILLS = 4


def _columns():
    """The options of the test's songs, as a plan says them."""
    options = dict(zip(songs.OPTIONS[::2], songs.OPTIONS[1::2]))
    fields = {"features": options["--features"].split(","), "label": options["--label"]}
    return json.dumps(fields)[1:-1]


def write_plan(folder):
    """A plan of the test's songs."""
    plan = folder / "tiny.json"
    plan.write_text(PLAN % _columns(), encoding="utf-8")
    return plan


class StudyTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct study ")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        songs.write(cls.folder / "songs.csv")
        cls.plan = write_plan(cls.folder)
        cls.whole = cls.folder / "whole"
        start = time.monotonic()
        cls.result = command("ihct", "study", "--plan", cls.plan, "--out", cls.whole)
        cls.seconds = time.monotonic() - start

    def test_verdict_is_printed_and_written(self):
        self.assertEqual(0, self.result.returncode, self.result.stderr)
        self.assertIn("Is the tree softmax ahead?", self.result.stdout)
        self.assertIn("tree-softmax · random", self.result.stdout)
        verdict = json.loads((self.whole / "verdict.json").read_text(encoding="utf-8"))
        answer = verdict["answers"][0]
        self.assertLessEqual(answer["effect"]["low"], answer["effect"]["estimate"])
        with open(self.whole / "arms.csv", encoding="utf-8", newline="") as table:
            rows = list(csv.DictReader(table))
        self.assertEqual(["dense", "tree-softmax", "tree-softmax", "forest", "both"],
                         [row["arm"] for row in rows])
        self.assertIn("<svg", (self.whole / "report.html").read_text(encoding="utf-8"))

    def test_results_say_where_they_stand_in_the_study(self):
        study = songs.figures(self.whole)[0]["study"]
        self.assertEqual(["plan", "data", "seed", "arm", "tree", "weights", "shares", "trees"],
                         list(study))

    def test_killed_study_ends_as_a_whole_one(self):
        moments = random.Random(5)
        out = self.folder / "killed"
        kills = 0
        while True:
            more = ["--resume"] if (out / "plan.json").exists() else []
            process = subprocess.Popen(
                [ROOT / "environment" / "ihct", "study", "--plan", self.plan, *more, "--out", out],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
            limit = moments.uniform(0.3, 0.9) * self.seconds if kills < KILLS else None
            try:
                _, err = process.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                kills += 1
                continue
            self.assertEqual(0, process.returncode, err)
            break
        self.assertEqual(songs.figures(self.whole), songs.figures(out))
        self.assertEqual((self.whole / "verdict.csv").read_bytes(),
                         (out / "verdict.csv").read_bytes())

    def job(self, out):
        """The command of the Kubernetes Job, for three parts."""
        with open(CLUSTER / "study-job.yaml", encoding="utf-8") as file:
            spec = yaml.safe_load(file)["spec"]
        self.assertEqual("Indexed", spec["completionMode"])
        container, = spec["template"]["spec"]["containers"]
        args = container["args"]
        self.assertEqual([str(spec["completions"])], args[args.index("--cells") + 1:])
        here = {"/study/plan.json": self.plan, "/study/songs": self.folder, "/study/out": out,
                "Haswell": self.core(), "10": "3"}
        return [*container["command"], *(here.get(arg, arg) for arg in args)]

    def core(self):
        return songs.figures(self.whole)[0]["blasCore"]

    def scheduled(self, index):
        """What schedulers tell one of three parts."""
        if index == 0:
            return {"JOB_COMPLETION_INDEX": "0"}
        return {"SLURM_ARRAY_TASK_ID": str(index), "SLURM_ARRAY_TASK_COUNT": "3",
                "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_MAX": "2",
                "SLURM_CPUS_PER_TASK": "1", "IHCT_BLAS_CORE": self.core()}

    def test_array_that_does_not_begin_at_zero_is_refused(self):
        scheduled = {**self.scheduled(1), "SLURM_ARRAY_TASK_MIN": "1", "SLURM_ARRAY_TASK_MAX": "3"}
        result = subprocess.run(["bash", CLUSTER / "study.slurm", self.plan, self.folder / "one"],
                                capture_output=True, text=True, check=False, cwd=ROOT,
                                env={**os.environ, **scheduled})
        self.assertEqual(2, result.returncode, result.stderr)
        self.assertIn("IHCT_PARTS=N", result.stderr)

    def test_parts_side_by_side_end_as_a_whole_study(self):
        """Three at once begin in a folder that is not there; one is killed, and run again."""
        out = self.folder / "parts"
        moments = random.Random(7)
        tuned = command("ihct", "study", "--plan", self.plan, "--out", out, "--tune-only")
        self.assertEqual(0, tuned.returncode, tuned.stderr)

        def part(index):
            return subprocess.Popen(
                ["bash", CLUSTER / "study.slurm", self.plan, out] if index else self.job(out),
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, start_new_session=True,
                env={**os.environ, **self.scheduled(index)})

        running = [part(index) for index in range(3)]
        killed = moments.randrange(3)
        try:
            running[killed].communicate(timeout=moments.uniform(0.3, 0.9) * self.seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running[killed].pid, signal.SIGKILL)
            running[killed].communicate()
            early = command("ihct", "study", "--plan", self.plan, "--out", out, "--merge")
            self.assertEqual(2, early.returncode, early.stdout)
            running[killed] = part(killed)
        for process in running:
            _, err = process.communicate()
            self.assertEqual(0, process.returncode, err)
        merged = command("ihct", "study", "--plan", self.plan, "--out", out, "--merge")
        self.assertEqual(0, merged.returncode, merged.stderr)
        whole, parts = songs.figures(self.whole), songs.figures(out)
        for record in whole + parts:
            record.pop("backend")  # tells how many threads there were, on which nothing depends
        self.assertEqual(whole, parts)
        for name in ["verdict.csv", *sorted(f"rows/{each.name}" for each in (self.whole / "rows").iterdir())]:
            self.assertEqual((self.whole / name).read_bytes(), (out / name).read_bytes(), name)

    def test_processor_is_pinned_and_not_mixed(self):
        """Dense learns something else where matrix products are those of another processor."""
        out = self.folder / "pinned"
        pinned = ["--plan", self.plan, "--out", out, "--blas-core", "Nehalem"]
        self.assertEqual(0, command("ihct", "study", *pinned, "--tune-only").returncode)
        self.assertEqual(0, command("ihct", "study", *pinned, "--cells", "0/2").returncode)
        self.assertEqual({"Nehalem"}, {each["blasCore"] for each in songs.figures(out, "results-0-of-2.jsonl")})
        mixed = command("ihct", "study", "--plan", self.plan, "--out", out, "--blas-core", "Prescott", "--cells", "1/2")
        self.assertEqual(2, mixed.returncode, mixed.stderr)
        self.assertIn("--blas-core Nehalem", mixed.stderr)
        unknown = command("ihct", "study", *pinned[:-1], "Abacus", "--resume")
        self.assertEqual(2, unknown.returncode, unknown.stderr)
        self.assertIn('"Abacus"', unknown.stderr)

    def test_faults_are_told_without_a_stack_trace(self):
        wrong = self.folder / "wrong.json"
        for change in (('"seeds"', '"sedes"'), ('"dense": {"model": "dense"', '"dense": {"model": "dens"'),
                       ("songs.csv", "nowhere.csv"), ('"against": "dense"', '"against": "nobody"'),
                       ("{", "")):
            wrong.write_text(self.plan.read_text(encoding="utf-8").replace(*change, 1),
                             encoding="utf-8")
            result = command("ihct", "study", "--plan", wrong, "--out", self.folder / "none")
            with self.subTest(change=change):
                self.assertEqual(2, result.returncode, result.stderr)
                self.assertNotIn("at ihct.", result.stderr)
                self.assertFalse((self.folder / "none" / "plan.json").exists())

    def test_folder_in_use_is_refused(self):
        result = command("ihct", "study", "--plan", self.plan, "--out", self.whole)
        self.assertEqual(2, result.returncode)
        self.assertIn("--resume", result.stderr)
