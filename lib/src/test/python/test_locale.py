"""Commands write numbers alike wherever digits and decimal points are written in another way."""

import pathlib
import tempfile
import unittest

from checkout import command

_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩٫٬"


class LocaleTest(unittest.TestCase):

    def test_results_do_not_depend_on_the_locale(self):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder, "out")
            result = command(
                "ihct", "run", "--data", "simulated", "--models", "centroid,tree", "--out", out,
                IHCT_JVM_OPTIONS="-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab")
            self.assertEqual(0, result.returncode, result.stderr)
            written = {"stdout": result.stdout, "stderr": result.stderr}
            for file in out.iterdir():
                if file.is_file():
                    written[file.name] = file.read_text(encoding="utf-8")
            self.assertIn("report.html", written)
            for name, text in written.items():
                with self.subTest(output=name):
                    self.assertEqual(set(), set(text) & set(_ARABIC_DIGITS))


if __name__ == "__main__":
    unittest.main()
