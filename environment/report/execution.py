"""Executes one notebook through a real kernel."""

import dataclasses
import re
from typing import List

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbclient.util import run_sync

_COLOURS = re.compile("\x1b\\[[0-9;]*m")
_MOST_LINES = 20
_SECONDS_TO_START = 60


@dataclasses.dataclass
class Failure:
    """Where and why execution stopped."""

    place: str
    message: str
    details: List[str]


def begin(notebook, folder):
    """Starts the kernel of a notebook, and does not wait for it; returns what executes it."""
    _clear(notebook)
    client = NotebookClient(
        notebook,
        timeout=None,
        startup_timeout=_SECONDS_TO_START,
        record_timing=False,
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    )
    client.create_kernel_manager()
    client.start_new_kernel()
    return client


def give_up(client):
    """Ends a kernel whose notebook is not executed any more."""
    run_sync(client.km.shutdown_kernel)(now=True)


def execute(client):
    """Fills in the outputs, and ends the kernel; returns the failure, if a cell failed."""
    notebook = client.nb
    try:
        client.execute()
    except CellExecutionError as problem:
        return _failed_cell(notebook, problem)
    except DeadKernelError:
        return _dead_kernel(notebook)
    finally:
        _join_streams(notebook)
    return None


def _clear(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None


def _failed_cell(notebook, problem):
    for number, cell in _code_cells(notebook):
        for output in cell.outputs:
            if output.output_type == "error":
                text = _COLOURS.sub("", "\n".join(output.traceback))
                message = f"{output.ename}: {output.evalue}".strip(": ")
                return Failure(_place(number, cell), message, _some_lines(text, message))
    return Failure("a cell", str(problem), [])


def _dead_kernel(notebook):
    """The cell that the kernel died in is the first without a number."""
    for number, cell in _code_cells(notebook):
        if cell.source.strip() and cell.execution_count is None:
            break
    return Failure(_place(number, cell), "the kernel died. If memory ran out, use fewer songs or a "
                   "smaller profile, or give Java less in environment/kernel/kernel.options.", [])


def _code_cells(notebook):
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return enumerate(code, start=1)


def _place(number, cell):
    return f"code cell {number} ({cell.get('id', 'without id')})"


def _some_lines(text, message):
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and line.strip() != message]
    more = len(lines) - _MOST_LINES
    return lines if more <= 0 else lines[:_MOST_LINES] + [f"… and {more} more lines"]


def _join_streams(notebook):
    """What a cell printed piece by piece becomes one output, as in the notebook's own view."""
    for _, cell in _code_cells(notebook):
        joined = []
        for output in cell.outputs:
            last = joined[-1] if joined else None
            if last and output.output_type == last.output_type == "stream" and (
                    output.name == last.name):
                last.text += output.text
            else:
                joined.append(output)
        cell.outputs = joined
