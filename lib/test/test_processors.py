"""Networks learn on processors that know less than this one."""

import pathlib
import tempfile
import unittest

import songs
from checkout import command

FLAGS = next((line for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
              if line.startswith("flags")), "").split()


class ProcessorsTest(unittest.TestCase):

    def run_dense(self, out, **variables):
        return command("ihct", "run", "--quiet", "--data", "simulated", "--scale", "small", "--models", "dense",
                       "--epochs", "2", "--out", out, IHCT_DEVICE="cpu", **variables)

    @unittest.skipUnless("avx2" in FLAGS, "no AVX2 here")
    def test_without_avx512_it_learns_as_much(self):
        """OpenBLAS, oneDNN and Java each find out what the processor knows; here they are told less."""
        records = []
        with tempfile.TemporaryDirectory() as folder:
            for name, variables in (("own", {}), ("avx2", {
                    "OPENBLAS_CORETYPE": "Haswell", "DNNL_MAX_CPU_ISA": "AVX2",
                    "IHCT_JVM_OPTIONS": "-XX:UseAVX=2 -XX:TieredStopAtLevel=1"})):
                out = pathlib.Path(folder, name)
                result = self.run_dense(out, **variables)
                self.assertEqual(0, result.returncode, result.stderr)
                records += songs.figures(out)
        own, avx2 = records
        self.assertEqual("Haswell", avx2["blasCore"])
        # Sums are rounded otherwise, so that a few answers that were close may tip.
        self.assertAlmostEqual(own["top1"], avx2["top1"], delta=0.01)

    @unittest.skipIf("fma4" in FLAGS or not FLAGS, "this processor knows FMA4, or tells nothing")
    def test_processor_that_knows_more_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            result = self.run_dense(pathlib.Path(folder, "out"), OPENBLAS_CORETYPE="Bulldozer")
        self.assertEqual(2, result.returncode, result.stderr)
        self.assertIn('This processor cannot compute as "Bulldozer" does: it lacks fma4. ', result.stderr)


if __name__ == "__main__":
    unittest.main()
