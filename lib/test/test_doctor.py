"""environment/ihct doctor, where all is installed; and that commands start from archived classes."""

import pathlib
import tempfile
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

    def test_commands_take_their_classes_from_the_archive_of_the_build(self):
        with tempfile.TemporaryDirectory() as folder:
            log = pathlib.Path(folder) / "loaded"
            result = command("ihct", "run", "--help", IHCT_JVM_OPTIONS=f"-Xlog:class+load:file={log}")
            self.assertEqual((0, ""), (result.returncode, result.stderr))
            loaded = [line for line in log.read_text().splitlines() if " ihct.linkage.LinkageRule " in line]
        self.assertRegex("".join(loaded), r"source: shared objects file \(top\)$")
