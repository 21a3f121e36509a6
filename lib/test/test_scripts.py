"""The shell scripts, as shellcheck sees them."""

import shutil
import subprocess
import unittest

from checkout import ROOT


@unittest.skipUnless(shutil.which("shellcheck"), "no shellcheck here")
class ScriptsTest(unittest.TestCase):

    def test_no_complaint(self):
        scripts = [file for folder in ("environment", ".ci") for file in (ROOT / folder).iterdir()
                   if file.is_file() and (file.suffix == ".sh" or
                                          file.read_bytes()[:64].startswith(b"#!/usr/bin/env bash"))]
        self.assertGreater(len(scripts), 6)
        result = subprocess.run(["shellcheck", "-x", *scripts], capture_output=True, text=True,
                                check=False, cwd=ROOT)
        self.assertEqual("", result.stdout + result.stderr)


if __name__ == "__main__":
    unittest.main()
