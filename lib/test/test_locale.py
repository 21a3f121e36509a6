"""Commands write numbers alike wherever digits and decimal points are written in another way."""

import pathlib
import tempfile
import unittest

from checkout import command

_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩٫٬"
_ARABIC = "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab"
_PLAN = """
{"plan": "tiny", "seeds": [1], "resamples": 100, "reference": "centroid",
 "data": {"made": {"simulated": {"genres": 6, "songs": 300, "seed": 1, "clarity": 0.2},
                   "trees": ["inferred"]}},
 "trees": {"inferred": {}},
 "arms": {"centroid": {"model": "centroid"}},
 "questions": [{"ask": "Sums?", "on": ["made"], "arm": "centroid",
                "measure": "inferred.sum@2", "againstMeasure": "inferred.argmax@2"}]}
"""


class LocaleTest(unittest.TestCase):

    def test_results_do_not_depend_on_the_locale(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder, "out")
            result = command(
                "ihct", "run", "--data", "simulated", "--models", "centroid,tree", "--out", out,
                IHCT_JVM_OPTIONS=_ARABIC)
            self.assertEqual(0, result.returncode, result.stderr)
            written = {"stdout": result.stdout, "stderr": result.stderr}
            for file in out.iterdir():
                if file.is_file() and file.suffix != ".npy":  # numbers in binary
                    written[file.name] = file.read_text(encoding="utf-8")
            self.assertIn("report.html", written)
            for name, text in written.items():
                with self.subTest(output=name):
                    self.assertEqual(set(), set(text) & set(_ARABIC_DIGITS))


    def test_a_plan_is_understood_in_any_locale(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder, "out")
            plan = pathlib.Path(folder, "tiny.json")
            plan.write_text(_PLAN, encoding="utf-8")
            result = command("ihct", "study", "--plan", plan, "--out", out,
                             IHCT_JVM_OPTIONS=_ARABIC)
            self.assertEqual(0, result.returncode, result.stderr)
            self.assertTrue((out / "rows" / "made.1.centroid.csv.gz").exists())
            for name in ("verdict.csv", "arms.csv", "report.html", "results.jsonl"):
                text = (out / name).read_text(encoding="utf-8")
                self.assertEqual(set(), set(text) & set(_ARABIC_DIGITS), name)


if __name__ == "__main__":
    unittest.main()
