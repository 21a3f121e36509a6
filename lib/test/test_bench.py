"""environment/bench: it compares, and prints no ratio where the sides computed different things."""

import json
import os
import pathlib
import stat
import sys
import tempfile
import unittest

from checkout import ROOT, command

sys.path.append(str(ROOT / "lib" / "bench" / "python"))

import pairs
import rows
import summary

# Runs a Python that has SciPy, and changes one number that linkage_python.py proves its work with.
LIAR = r"""#!/usr/bin/env bash
python=/usr/bin/python3
python3 -c 'import scipy' 2>/dev/null && python=python3
if [[ $* == *linkage_python.py* ]]; then
  set -o pipefail
  "$python" "$@" | sed 's/"sum of heights": \[/&1/'
else
  exec "$python" "$@"
fi
"""

# A Python that finds no modules but its own.
BARE = """#!/usr/bin/env bash
exec /usr/bin/python3 -S "$@"
"""


def side(value, seconds=1.0, name="sum"):
    return {"seconds": [seconds], "items": 10, "proof": {name: value}, "peakMiB": 5,
            "versions": {}}


class Scripted:
    """Processes that give results from a list, and keep in mind who was asked."""

    def __init__(self, *results):
        self.results = list(results)
        self.asked = []
        self.profiled = 0

    def measure(self, asked, _):
        self.asked.append(asked.peer)
        return self.results.pop(0)

    def profile(self, _):
        self.profiled += 1
        return {"places": {"Loop.run": 0.75}, "samples": 8, "processorSeconds": 2,
                "compilerShare": 0.25}


def row(**aims):
    return rows.Row("test", "size", rows.Side("ihct", "x", {}), rows.Side("peer", "x", {}),
                    {"sum": rows.within(0.5)}, **aims)


class PairsTest(unittest.TestCase):

    def measure(self, *results, **aims):
        self.printed = []
        self.processes = Scripted(*results)
        count = len(results) // 2 - 1
        return pairs.measure(row(**aims), self.processes, count, self.printed.append)

    def refusal(self, ours, other):
        outcome = self.measure(side([1]), side([1]), ours, other)
        self.assertNotIn("ratio 1", "".join(self.printed))
        self.assertEqual(([], []), (outcome.ours, outcome.other))
        return outcome.problem

    def test_sides_take_turns_and_the_first_pair_does_not_count(self):
        outcome = self.measure(side([1], 9), side([1], 9), *[side([1], 1), side([1], 3)] * 2)
        self.assertEqual(["ihct", "peer"] * 3, self.processes.asked)
        self.assertEqual([3, 3], outcome.ratios)

    def test_ratio_is_of_throughputs(self):
        slow = {**side([1], 2), "items": 40}
        outcome = self.measure(side([1]), side([1]), slow, side([1], 1))
        self.assertEqual([2], outcome.ratios)

    def test_missed_aims_are_named(self):
        results = side([1]), side([1]), side([1], 2), side([1], 3)
        self.assertEqual([], self.measure(*results, at_least=1.5, peak_mib=5).missed)
        self.assertEqual(["ratio", "memory"],
                         self.measure(*results, at_least=1.6, peak_mib=4).missed)

    def test_row_that_misses_its_aim_says_where_its_time_goes(self):
        results = side([1]), side([1]), side([1], 2), side([1], 3)
        self.assertIsNone(self.measure(*results, at_least=1.5).profile)
        outcome = self.measure(*results, at_least=1.6)
        self.assertEqual(1, self.processes.profiled)
        self.assertIn("our time: 75% Loop.run (8 samples)", summary.lines(outcome))
        self.assertIn("of which the JVM's compilers took 25%", summary.lines(outcome))
        self.assertEqual(0.25, summary.as_json(outcome)["profile"]["compilerShare"])

    def test_difference_is_refused_and_named(self):
        self.assertIsNone(self.refusal_of_good())
        problem = self.refusal(side([1]), side([1.6]))
        self.assertIn("not the same result, so no ratio: sum, number 1 of 1: ihct has 1, peer has "
                      "1.6; they may differ by 0.5", problem)

    def refusal_of_good(self):
        return self.measure(side([1]), side([1]), side([1]), side([1.4])).problem

    def test_what_is_no_number_is_refused(self):
        self.assertIn("peer has nan", self.refusal(side([1]), side([float("nan")])))

    def test_missing_proof_is_refused(self):
        self.assertIn("peer does not tell its sum", self.refusal(side([1]), side([1], name="x")))
        self.assertIn("ihct has 1 numbers, peer 2", self.refusal(side([1]), side([1, 1])))

    def test_other_result_of_ours_in_another_process_is_refused(self):
        self.assertIn("ihct got another sum in another run", self.refusal(side([1.1]), side([1])))


class CommandTest(unittest.TestCase):

    def bench(self, *arguments, **environment):
        return command("bench", *arguments, **environment)

    def test_wrong_options_are_told(self):
        for arguments, message in (
                (("--what", "nets"), '"nets" is none of the rows: '),
                (("--peers", "numpy"), '"numpy" is none of the peers: '),
                (("--pairs", "0"), '"0" is not allowed; it must be a number, 1 or more'),
                (("--pairs", "4"), "--pairs 4 is too few to go by; give 5 or more, or --size small"),
                (("--what", "load", "--peers", "scipy"), "no row of --what has one of --peers"),
                (("--what", "load", "--out", "/no/such/file"), "there is no folder /no/such")):
            result = self.bench(*arguments)
            self.assertEqual(2, result.returncode, result.stderr)
            self.assertIn(message, result.stderr)

    def test_small_rows_are_measured(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "bench.json"
            result = self.bench(
                "--what", "linkage,load,many", "--size", "small", "--pairs", "1", "--profile", "--out", file)
            self.assertEqual(0, result.returncode, result.stdout + result.stderr)
            measured = json.loads(file.read_text())
        self.assertEqual({"scipy", "fastcluster", "smile", "pandas", "pandas-columns", "itself"},
                         {each["peer"] for each in measured["rows"]})
        for each in measured["rows"]:
            self.assertEqual(1, len(each["ratios"]), each)
            self.assertGreater(min(each["ratios"]), 0)
            self.assertGreater(each["peakMiB"], 20)
            self.assertGreater(each["profile"]["processorSeconds"], 0)
            self.assertTrue(0 <= each["profile"]["compilerShare"] <= 1, each["profile"])
            self.assertIn(f"| {each['what']} | {each['size']} | {each['peer']} | ", result.stdout)
        self.assertTrue(measured["machine"]["processor"])
        self.assertIn("scipy", measured["rows"][0]["peerVersions"])

    def measured_by(self, script):
        """Measures a row of SciPy with a script for a Python."""
        with tempfile.TemporaryDirectory() as folder:
            python = pathlib.Path(folder) / "python3"
            python.write_text(script)
            python.chmod(python.stat().st_mode | stat.S_IXUSR)
            return self.bench("--what", "linkage", "--peers", "scipy", "--size", "small",
                              IHCT_PYTHON=os.fspath(python))

    def test_no_other_python_is_taken_than_the_one_named(self):
        result = self.measured_by(BARE)
        self.assertEqual(2, result.returncode, result.stdout + result.stderr)
        self.assertRegex(result.stderr, "bench: IHCT_PYTHON is .*/python3, which is no Python 3.9 or "
                                        "newer with numpy scipy. Install what is missing there")
        self.assertEqual("", result.stdout)

    def test_no_ratio_where_results_differ(self):
        result = self.measured_by(LIAR)
        self.assertEqual(1, result.returncode, result.stdout + result.stderr)
        self.assertIn("not the same result, so no ratio: sum of heights", result.stdout)
        self.assertNotIn("pair 1", result.stdout)
        self.assertIn("| not measured |", result.stdout)


if __name__ == "__main__":
    unittest.main()
