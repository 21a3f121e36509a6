#!/usr/bin/env python3
"""Runs the tests in this folder, or all of the project's, and counts them.

    main.py            all: those in Java, and beside them these, module by module
    main.py NAME…      the modules here whose names contain a NAME
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from concurrent import futures
from xml.etree import ElementTree

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]

# All tests in Java, also when some fail: they are counted from their reports. Their classes are
# made anew; those that they test, the build has just made, and Maven would make them again.
JAVA = [ROOT / "environment" / "test", "-Dmaven.test.failure.ignore",
        "-Dmaven.compiler.useIncrementalCompilation=false"]

# The last line of what a module says.
COUNT = re.compile(r"^(\d+) passed, (\d+) failed, (\d+) skipped\n\Z", re.MULTILINE)

# Two at a time keep two cores busy; most tests wait for one process.
LANES = 2

# These begin first, so that none of them is left when a lane has nothing else to do.
LONGEST = ("test_docs", "test_notebooks_run")

# These begin when the tests in Java have ended: they need figures that those leave, or Maven.
AFTER_JAVA = ("test_bench", "test_gallery")

# This needs classes of the kernel's tests, which are there when the first of them has run.
AFTER_KERNEL = "test_notebooks_run"
KERNEL_REPORTS = "lib/kernel/target/surefire-reports/TEST-*.xml"


def modules(names):
    stems = sorted(file.stem for file in HERE.glob("test_*.py"))
    return [stem for stem in stems
            if not names or stem in names or any(name in stem for name in set(names) - set(stems))]


def run(names):
    """Runs modules in this process: passed, failed, skipped."""
    suite = unittest.defaultTestLoader.loadTestsFromNames(modules(names))
    result = unittest.TextTestRunner(verbosity=2).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    return max(0, result.testsRun - failed - len(result.skipped)), failed, len(result.skipped)


def run_java():
    """Runs the tests in Java. What is no test and fails, such as a build, counts as one."""
    for old in ("test-classes", "surefire-reports"):
        for folder in ROOT.glob(f"lib/*/target/{old}"):
            shutil.rmtree(folder)
    code = told(JAVA)[0]
    tests = failed = skipped = 0
    for file in ROOT.glob("lib/*/target/surefire-reports/TEST-*.xml"):
        suite = ElementTree.parse(file).getroot().attrib
        tests += int(suite["tests"])
        failed += int(suite["failures"]) + int(suite["errors"])
        skipped += int(suite["skipped"])
    return tests - failed - skipped, failed + (code != 0), skipped


def run_module(name, java):
    """Runs a module in a process of its own."""
    if name in AFTER_JAVA or name == AFTER_KERNEL and not any(ROOT.glob(KERNEL_REPORTS)):
        futures.wait([java])
    count = COUNT.search(told([sys.executable, __file__, name])[1])
    return tuple(map(int, count.groups())) if count else (0, 1, 0)


def told(command):
    """Runs a command, and then prints what it said, whole: (its code, what it said)."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        code = subprocess.run(command, stdout=said, stderr=subprocess.STDOUT, check=False).returncode
        said.seek(0)
        text = said.read()
    print(text, end="", flush=True)
    return code, text


def run_all():
    """Runs everything, in lanes; what one says is printed when it has ended."""
    print("The tests in Java run, and beside them those in Python.", flush=True)
    lanes = futures.ThreadPoolExecutor(LANES)
    try:
        java = lanes.submit(run_java)
        others = [name for name in modules(()) if name not in (*LONGEST, *AFTER_JAVA)]
        jobs = [java, *(lanes.submit(run_module, name, java)
                        for name in (*LONGEST, *others, *AFTER_JAVA))]
        return map(sum, zip(*(job.result() for job in jobs)))
    finally:
        lanes.shutdown(cancel_futures=True)


def main(names):
    for name in names:
        if not modules([name]):
            print(f"main.py: {name} is in the name of no module here.", file=sys.stderr)
            return 2
    # Commands and kernels under test live for seconds: what the second compiler gives, it takes before.
    for options in ("IHCT_JVM_OPTIONS", "IHCT_KERNEL_OPTIONS"):
        os.environ.setdefault(options, "-XX:TieredStopAtLevel=1")
    passed, failed, skipped = run(names) if names else run_all()
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
