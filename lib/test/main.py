#!/usr/bin/env python3
"""Runs the tests in this folder and counts them together with those that Maven ran.

    main.py [NAME]…    only modules whose names contain a NAME
"""

import os
import pathlib
import sys
import unittest
from xml.etree import ElementTree

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
LIB = HERE.parent


def tests(names):
    suite = unittest.TestSuite()
    for file in sorted(HERE.glob("test_*.py")):
        if not names or any(name in file.stem for name in names):
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
    # Commands under test live for seconds: what the second compiler gives, it takes before.
    os.environ.setdefault("IHCT_JVM_OPTIONS", "-XX:TieredStopAtLevel=1")
    result = unittest.TextTestRunner(verbosity=2).run(tests(names))
    ours = python_counts(result)
    java = (0, 0, 0) if names else java_counts()
    print("%d passed, %d failed, %d skipped" % tuple(map(sum, zip(ours, java))), flush=True)
    return 0 if result.wasSuccessful() and not java[1] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
