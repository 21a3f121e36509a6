#!/usr/bin/env python3
"""Runs the tests in this folder and counts them together with those that Maven ran.

    main.py [NAME]…    only modules whose names contain a NAME
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
from xml.etree import ElementTree

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
LIB = HERE.parent


# Long, and right at any speed: the others run beside them.
BESIDE = ("test_other_kernels", "test_resume")


def tests(names):
    suite = unittest.TestSuite()
    for file in sorted(HERE.glob("test_*.py")):
        if any(name in file.stem for name in names) or not names and file.stem not in BESIDE:
            suite.addTests(unittest.defaultTestLoader.loadTestsFromName(file.stem))
    return suite


def java_counts():
    """Tests that Maven ran: passed, failed, skipped."""
    run = failed = skipped = 0
    for file in LIB.glob("*/target/surefire-reports/TEST-*.xml"):
        suite = ElementTree.parse(file).getroot().attrib
        run += int(suite["tests"])
        failed += int(suite["failures"]) + int(suite["errors"])
        skipped += int(suite["skipped"])
    return run - failed - skipped, failed, skipped


def python_counts(result):
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    return max(0, result.testsRun - failed - len(result.skipped)), failed, len(result.skipped)


def main(names):
    # Commands and kernels under test live for seconds: what the second compiler gives, it takes before.
    for options in ("IHCT_JVM_OPTIONS", "IHCT_KERNEL_OPTIONS"):
        os.environ.setdefault(options, "-XX:TieredStopAtLevel=1")
    if names:
        result = unittest.TextTestRunner(verbosity=2).run(tests(names))
        counts, more = python_counts(result), (0, 0, 0)
    else:
        with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
            with subprocess.Popen([sys.executable, __file__, *BESIDE], stdout=told,
                                  stderr=subprocess.STDOUT):
                result = unittest.TextTestRunner(verbosity=2).run(tests(names))
            told.seek(0)
            lines = told.read().splitlines()
        print(*lines, sep="\n")
        words = lines[-1].split()[::2] if lines else []
        counts = python_counts(result)
        more = tuple(map(int, words)) if len(words) == 3 else (0, 1, 0)
        more = tuple(map(sum, zip(more, java_counts())))
    passed, failed, skipped = map(sum, zip(counts, more))
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
