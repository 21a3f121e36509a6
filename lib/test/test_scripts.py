"""The shell scripts, as shellcheck sees them."""

import os
import shutil
import subprocess
import tempfile
import unittest

from checkout import ROOT


@unittest.skipUnless(shutil.which("shellcheck"), "no shellcheck here")
class ScriptsTest(unittest.TestCase):

    def test_no_complaint(self):
        scripts = [file for folder in ("environment", "environment/cluster", ".ci", ".binder")
                   for file in (ROOT / folder).iterdir()
                   if file.is_file() and (file.suffix == ".sh" or
                                          file.read_bytes()[:64].startswith(b"#!/usr/bin/env bash"))]
        self.assertGreater(len(scripts), 6)
        result = subprocess.run(["shellcheck", "-x", *scripts], capture_output=True, text=True,
                                check=False, cwd=ROOT)
        self.assertEqual("", result.stdout + result.stderr)


class HomeTest(unittest.TestCase):

    def test_user_without_an_account_has_the_home_that_the_variable_tells(self):
        for found, options in (("false", ["-Duser.home=/a home"]), ("true", [])):
            result = subprocess.run(
                ["bash", "-euc", f'. "$1/environment/common.sh"; getent() {{ {found}; }}; options=(); use_home; '
                 'printf "%s\\n" ${options[@]+"${options[@]}"}', "test", ROOT],
                capture_output=True, text=True, check=True, env={**os.environ, "HOME": "/a home"})
            self.assertEqual(options, [line for line in result.stdout.splitlines() if line])


class BlasCoreTest(unittest.TestCase):

    AVX2 = "fpu fma avx avx2"
    AVX512 = AVX2 + " avx512f avx512dq avx512cd avx512bw avx512vl"

    def core(self, vendor, family, model, flags):
        with tempfile.NamedTemporaryFile("w") as file:
            file.write(f"processor\t: 0\nvendor_id\t: {vendor}\ncpu family\t: {family}\nmodel\t\t: "
                       f"{model}\nmodel name\t: Some 207: processor\nflags\t\t: {flags}\n\nflags\t\t: fpu\n")
            file.flush()
            result = subprocess.run(
                ["bash", "-euc", '. "$1/environment/common.sh"; blas_core "$2"', "test", ROOT, file.name],
                capture_output=True, text=True, check=False)
        self.assertEqual((0, ""), (result.returncode, result.stderr))
        return result.stdout

    def test_processors_newer_than_the_matrix_library_are_taken_for_what_they_can(self):
        self.assertEqual("SKYLAKEX", self.core("GenuineIntel", 6, 207, self.AVX512))
        self.assertEqual("HASWELL", self.core("GenuineIntel", 6, 183, self.AVX2))
        self.assertEqual("SKYLAKEX", self.core("AuthenticAMD", 26, 2, self.AVX512))
        self.assertEqual("", self.core("GenuineIntel", 6, 207, "fpu sse2"))

    def test_processors_that_it_knows_are_left_to_it(self):
        self.assertEqual("", self.core("GenuineIntel", 6, 85, self.AVX512))
        self.assertEqual("", self.core("AuthenticAMD", 25, 97, self.AVX512))
        self.assertEqual("", self.core("Other", 7, 1, self.AVX512))

    def test_the_users_own_choice_stays(self):
        result = subprocess.run(
            ["bash", "-euc", '. "$1/environment/common.sh"; printenv OPENBLAS_CORETYPE', "test", ROOT],
            capture_output=True, text=True, check=False, env={**os.environ, "OPENBLAS_CORETYPE": "ZEN"})
        self.assertEqual("ZEN\n", result.stdout)


if __name__ == "__main__":
    unittest.main()
