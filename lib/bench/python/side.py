"""What every side in Python has in common: one line of JSON about one measurement.

    python3 linkage_scipy.py name=value…
"""

import json
import pathlib
import platform
import sys
import time


class Side:
    """Times runs, keeps proofs and prints them."""

    def __init__(self):
        self.settings = dict(argument.split("=", 1) for argument in sys.argv[1:])
        self.seconds = []
        self.proof = {}
        self.versions = {"python": platform.python_version()}
        self.items = None
        self.peak = None  # of another process, if that is what counts

    def number(self, name):
        return int(self.settings[name])

    def timed(self, run):
        start = time.perf_counter()
        value = run()
        self.seconds.append(time.perf_counter() - start)
        return value

    def version(self, *modules):
        for module in modules:
            self.versions[module.__name__] = module.__version__

    def print(self):
        print("\n" + json.dumps({
            "seconds": self.seconds, "items": self.items, "proof": self.proof,
            "versions": self.versions, **(self.peak or peak("self"))}))


def peak(process):
    """The most memory a process ever had in use, where the system tells it."""
    status = pathlib.Path(f"/proc/{process}/status")
    if not status.exists():
        return {}
    lines = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
    return {"peakMiB": int(lines[0].split()[1]) / 1024}
