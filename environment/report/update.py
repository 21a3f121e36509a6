"""Writes outputs back into the notebooks, and leaves alone those that differ in times only."""

import json
import pathlib
import re

import nbformat

from . import whole

_ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
# "3.4 s", "12 min", "87 MiB": these differ between any two runs.
_VARYING = re.compile(r"\d+(?:[.,]\d+)*(?=\s*(?:ns|µs|ms|s|min|h|KiB|MiB|GiB|MB|songs/s)\b)")


class MachinePath(Exception):
    """An output names a folder that only this machine has."""


def write(path, executed):
    """Takes the outputs of the executed notebook into the one at the path."""
    notebook = nbformat.read(path, as_version=4)
    for cell, fresh in zip(notebook.cells, executed.cells):
        if cell.cell_type != "code":
            continue
        cell.execution_count = fresh.execution_count
        if comparable(cell.outputs) != comparable(fresh.outputs):
            cell.outputs = fresh.outputs
    text = nbformat.writes(notebook)
    for private in (str(_ROOT), str(pathlib.Path.home())):
        if len(private) > 1 and private in text:
            raise MachinePath(f"{path.name}: an output names the folder {private}. "
                              "Print paths relative to the checkout.")
    whole.write(path, text + "\n")


def comparable(outputs):
    """Outputs as text in which two runs of one program agree."""
    return _VARYING.sub("#", json.dumps(outputs, sort_keys=True, ensure_ascii=False))
