"""Executes notebooks one after the other and writes what they gave."""

import dataclasses
import sys
import time
from typing import Optional

import nbformat
from jupyter_client.kernelspec import NoSuchKernel

from . import execution, index, page, update, whole


@dataclasses.dataclass
class Outcome:
    """A notebook that was executed, whole or up to a failing cell."""

    name: str
    title: str
    seconds: float
    failure: Optional[execution.Failure]


def run(paths, out, plotly, profile, updating, solved):
    """Returns the exit code: 0, or 1 if a cell failed, or 2 without the kernel."""
    out.mkdir(parents=True, exist_ok=True)
    library = plotly.read_text(encoding="utf-8")
    outcomes, pages = [], {path.stem for path in paths}
    begun = {}
    try:
        for number, path in enumerate(paths):
            for each in paths[number:number + 2]:  # the next kernel starts while this one works
                if each not in begun:
                    notebook = nbformat.read(each, as_version=4)
                    begun[each] = execution.begin(notebook, each.parent)
            outcomes.append(_one(path, begun.pop(path), out, (library, pages, solved), updating))
            whole.write(out / "index.html", index.page(outcomes, out / "study", profile))
            if outcomes[-1].failure:
                _explain(outcomes[-1])
                return 1
    except NoSuchKernel as problem:
        print(f"environment/run: {each.name} asks for the kernel {problem.name!r}, which is "
              "not installed. The notebooks' kernel is called java.", file=sys.stderr)
        return 2
    except update.MachinePath as problem:
        print(f"environment/run: {problem}", file=sys.stderr)
        return 1
    finally:
        for client in begun.values():
            execution.give_up(client)
    print(f"Read {out / 'index.html'}")
    return 0


def _one(path, client, out, page_options, updating):
    notebook, name = client.nb, path.stem
    print(f"{name}: ", end="", flush=True)
    start = time.monotonic()
    failure = execution.execute(client)
    seconds = time.monotonic() - start
    print(f"{'stopped' if failure else 'done'} after {seconds:.1f} s", flush=True)
    whole.write(out / path.name, nbformat.writes(notebook) + "\n")
    whole.write(out / f"{name}.html", page.page(notebook, name, *page_options))
    if updating and not failure:
        update.write(path, notebook)
    return Outcome(name, page.title(notebook, name), seconds, failure)


def _explain(outcome):
    failure = outcome.failure
    print(f"environment/run: {outcome.name}, {failure.place}: {failure.message}", file=sys.stderr)
    for line in failure.details:
        print(f"    {line}", file=sys.stderr)
