"""Where things are, and how tests start the commands."""

import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))

sys.path.insert(0, str(ROOT / "environment"))


def command(name, *arguments, **environment):
    """Runs environment/NAME; the result has returncode, stdout and stderr."""
    return subprocess.run(
        [ROOT / "environment" / name, *map(str, arguments)],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False)
