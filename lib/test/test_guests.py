"""A jar with a kind of model and an option of its own: commands, a study and cells use both."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest
import unittest.mock

import songs
from checkout import ROOT, command
from kernel_support import Kernel

MAKE = """
. "$1/environment/common.sh"
require_java
build_if_needed
mkdir classes
"$JAVA_HOME/bin/javac" -cp "$jar:$(<"$classpath_file")" -d classes "$1/lib/test/guest/ShrunkenMeans.java"
mkdir -p classes/META-INF/services
echo 'guest.ShrunkenMeans$AsKind' >classes/META-INF/services/ihct.models.Kind
"$JAVA_HOME/bin/jar" --create --file guest.jar -C classes .
"""
NAME = "shrunken-means"
PLAN = {
    "plan": "guest", "seeds": [1], "resamples": 100, "reference": "centroid",
    "data": {"made": {"simulated": {"genres": 6, "songs": 300, "seed": 1, "clarity": 0.5},
                      "trees": ["inferred"]}},
    "trees": {"inferred": {}},
    "arms": {"centroid": {"model": "centroid"},
             "guest": {"model": NAME, "train": {"shrinkage": 0.75}}},
    "questions": [{"ask": "Is the guest ahead?", "on": ["made"], "arm": "guest",
                   "against": "centroid"}]}
BENCH = """
import ihct.data.*;
import ihct.models.*;
import ihct.songs.*;
import ihct.study.*;
import ihct.tree.*;
Workbench bench = Workbench.open(DataSettings.simulated(Scale.SMALL), SplitRule.TRACK,
    TreeSettings.paper(), TrainingOptions.of(Map.of("shrinkage", 0.25)), Path.of("%s"));
bench.model("shrunken-means").records().get(0).model()
"""
CELL_KIND = """
import ihct.models.*;
class First implements Kind {
  static final Option<Integer> PLACE = Option.integer("place", 0).atLeast(0).says("N", "Genre that is told");
  public String name() { return "first"; }
  public List<Option<?>> options() { return List.of(PLACE); }
  public GenreClassifier fit(Training training) {
    int n = training.songs().genres().size();
    int place = training.options().get(PLACE);
    return new GenreClassifier() {
      public int classes() { return n; }
      public void probabilities(float[] songs, int rows, float[] p) {
        Arrays.fill(p, 0, rows * n, 0f);
        for (int row = 0; row < rows; row++) p[row * n + place] = 1;
      }
    };
  }
}
Kinds.add(new First());
Kinds.names().contains("first") + " " + TrainingOptions.of(Map.of("place", 3)).get(First.PLACE)
"""


class GuestsTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct guests ")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        songs.write(cls.folder / "songs.csv")
        subprocess.run(["bash", "-euc", MAKE, "test", str(ROOT)], cwd=cls.folder, check=True)
        cls.jar = os.fspath(cls.folder / "guest.jar")

    def ihct(self, *arguments):
        return command("ihct", *arguments, IHCT_CLASSPATH=self.jar)

    def run_of(self, out, *options):
        return self.ihct("run", "--quiet", "--data", self.folder / "songs.csv", *songs.OPTIONS,
                         "--models", f"centroid,{NAME}", *options, "--out", self.folder / out)

    def test_run_trains_it_and_tells_its_option(self):
        result = self.run_of("run", "--shrinkage", "0.25")
        self.assertEqual(0, result.returncode, result.stderr)
        lines = (self.folder / "run" / "results.jsonl").read_text(encoding="utf-8").splitlines()
        record = json.loads(lines[1])
        self.assertEqual((NAME, 0.25), (record["model"], record["options"]["shrinkage"]))
        asked = ("evaluate", "--quiet", "--run", self.folder / "run", "--model", NAME,
                 "--data", self.folder / "songs.csv")
        self.assertEqual(0, self.ihct(*asked).returncode)
        without = command("ihct", *asked)
        self.assertEqual(2, without.returncode)
        self.assertIn(f'"{NAME}" is not known', without.stderr)

    def test_help_tells_both(self):
        told = " ".join(self.ihct("run", "--help").stdout.split())
        self.assertIn(f", {NAME} (default: ", told)
        self.assertIn("--shrinkage=SHARE Share by which shrunken-means pulls means to 0 (at least 0 "
                      "and below 1; default: 0.5).", told)

    def test_its_range_is_told_as_ours_are(self):
        result = self.run_of("none", "--shrinkage", "1")
        self.assertEqual(2, result.returncode)
        self.assertEqual("ihct run: shrinkage = 1; it must be at least 0 and below 1.",
                         result.stderr.strip())

    def test_a_jar_that_is_not_there_is_told(self):
        result = command("ihct", "run", "--help", IHCT_CLASSPATH=f"{self.jar}:no.jar")
        self.assertEqual(2, result.returncode)
        self.assertRegex(result.stderr, 'ihct: IHCT_CLASSPATH names "/.*/no.jar", which does not exist')

    def test_jars_are_seen_from_where_a_command_is_called(self):
        shown = subprocess.run(
            ["bash", "-euc", '. "$1/environment/common.sh"; printf "%s" "$IHCT_CLASSPATH"', "test", ROOT],
            cwd=self.folder, env={**os.environ, "IHCT_CLASSPATH": "guest.jar::/other.jar"},
            capture_output=True, text=True, check=True)
        self.assertEqual(f"{os.path.realpath(self.jar)}:/other.jar", shown.stdout)

    def test_study_trains_it(self):
        plan = self.folder / "plan.json"
        plan.write_text(json.dumps(PLAN), encoding="utf-8")
        out = self.folder / "study"
        result = self.ihct("study", "--quiet", "--plan", plan, "--out", out)
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertIn("Is the guest ahead?", result.stdout)
        self.assertIn('"shrinkage":0.75', (out / "results.jsonl").read_text(encoding="utf-8"))

    def test_cells_train_it(self):
        """After a magic, although the kinds were looked at before; and with the jar from the start."""
        cell = BENCH % (self.folder / "bench")
        with Kernel() as kernel:
            before = kernel.run("ihct.models.Kinds.names().contains(\"shrunken-means\")")
            self.assertEqual(["false"], before.results)
            added = kernel.run(f'%jars "{self.jar}"')
            self.assertEqual("ok", added.status, added)
            trained = kernel.run(cell)
            self.assertEqual([NAME], trained.results, trained)
            self.assertIn(f"{NAME}: not trained yet", trained.text("stdout"))
        with unittest.mock.patch.dict(os.environ, IHCT_CLASSPATH=self.jar), Kernel() as kernel:
            again = kernel.run(cell)
            self.assertEqual([NAME], again.results, again)
            self.assertIn(f"{NAME}: loaded", again.text("stdout"))
            own = kernel.run(CELL_KIND)
            self.assertEqual(["true 3"], own.results, own)
            told = kernel.run('bench.model("first").records().get(0).model()')
            self.assertEqual(["first"], told.results, told)


if __name__ == "__main__":
    unittest.main()
