"""environment/ihct doctor, where all is installed."""

import unittest

from checkout import command


class DoctorTest(unittest.TestCase):

    def test_cell_runs_and_figure_is_drawn(self):
        result = command("ihct", "doctor")
        self.assertEqual(0, result.returncode, result.stdout + result.stderr)
        lines = {tuple(line.split(None, 2)[:2]) for line in result.stdout.splitlines()}
        for what in ("Java", "memory", "disk", "backend", "Maven", "Jupyter", "Python", "kernel",
                     "cell", "limit", "figure"):
            self.assertIn(("ok", what), lines, result.stdout)
        self.assertIn("1 + 1 gave 2", result.stdout)
        self.assertRegex(result.stdout, r'cells may fill \d+\.\d GiB .*IHCT_KERNEL_OPTIONS="-Xmx4g" changes it')
