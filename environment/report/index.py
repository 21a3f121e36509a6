"""The page that links the notebooks and shows the results they left."""

import html
import json
import math

from . import frame

# Top-1 of the paper, in percent, on its own songs and 5,238 genres (table 1).
_PAPER = {"random": "0.02", "tree": "8.93", "dense": "13.3", "stacknet": "10.2", "rnn": "13.5"}
_HEADER = ("model", "top-1 %", "95 % interval", "top-5 %", "any genre %", "training s",
           "paper, other data %")


def page(outcomes, studies, profile):
    """The page; studies is the folder that holds one folder of results per study."""
    parts = [
        "<h1>Inferred hierarchical classification trees</h1>",
        f"<p>Notebooks executed in order, profile <em>{html.escape(profile)}</em>.</p>",
        "<h2>Notebooks</h2>",
        _notebooks(outcomes),
        "<h2>Results</h2>",
        _results(studies),
    ]
    return frame.page("IHCT: notebooks and results", "\n".join(parts))


def _notebooks(outcomes):
    rows = "".join(_notebook(outcome) for outcome in outcomes)
    return (
        "<table><thead><tr><th>notebook</th><th>with outputs</th>"
        f'<th class="number">seconds</th><th>state</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _notebook(outcome):
    name = html.escape(outcome.name)
    state = "done"
    if outcome.failure:
        state = f'<span class="failed">stopped at {html.escape(outcome.failure.place)}</span>'
    return (
        f'<tr><td><a href="{name}.html">{html.escape(outcome.title)}</a></td>'
        f'<td><a href="{name}.ipynb">{name}.ipynb</a></td>'
        f'<td class="number">{outcome.seconds:.0f}</td><td>{state}</td></tr>'
    )


def _results(studies):
    found = [(file.parent, _records(file)) for file in sorted(studies.glob("*/results.jsonl"))
             if not _has_plan(file.parent)]
    # The study that most models were trained in is the one a reader looks for.
    found = sorted((f for f in found if f[1]), key=lambda f: -len(f[1]))
    verdicts = "".join(_verdict(file) for file in sorted(studies.glob("*/verdict.json")))
    if not found and not verdicts:
        return "<p>No model was trained in this run.</p>"
    return "".join(_study(folder, records) for folder, records in found) + verdicts


def _has_plan(folder):
    """A study by a plan has a report of its own; its records are of another form."""
    return (folder / "plan.json").exists()


def _verdict(file):
    plan = json.loads(file.read_text(encoding="utf-8"))["plan"]
    link = html.escape(f"{file.parent.parent.name}/{file.parent.name}/report.html")
    return f'<p>The study "{html.escape(plan)}": <a href="{link}">verdict, tables and figures</a></p>'


def _records(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def _study(folder, records):
    first = records[0]
    head = "".join(f'<th{_number(i)}>{name}</th>' for i, name in enumerate(_HEADER))
    rows = "".join(_row(record) for record in records)
    link = html.escape(f"{folder.parent.name}/{folder.name}")
    caption = (
        f'{first["data"]}: {first["classes"]} genres, {first["trainRows"]} rows to train on, '
        f'{first["testRows"]} to test on, split by {first["split"]}, seed {first.get("options", first)["seed"]}. '
        f'The highest top-1 that rows under several genres allow is {_percent(first["ceiling"])} %.'
    )
    warning = " The songs are simulated: the figures say nothing about real music."
    return (
        f"<p>{html.escape(caption)}{warning if first['simulated'] else ''}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p><a href="{link}/report.html">Training curves and settings</a>, '
        f'<a href="{link}/results.csv">results.csv</a>, '
        f'<a href="{link}/results.jsonl">results.jsonl</a></p>'
    )


def _row(record):
    low, high = interval(record["top1"], record["testRows"])
    seconds = record.get("trainSeconds")
    cells = (
        record["model"],
        _percent(record["top1"]),
        f"{_percent(low)} to {_percent(high)}",
        _percent(record["top5"]),
        _percent(record["anyGenre"]),
        "–" if seconds is None else f"{seconds:.1f}",
        _PAPER.get(record["model"], "–"),
    )
    return "<tr>" + "".join(
        f"<td{_number(i)}>{html.escape(cell)}</td>" for i, cell in enumerate(cells)) + "</tr>"


def _number(column):
    return ' class="number"' if column else ""


def _percent(share):
    return f"{100 * share:.2f}"


def interval(share, rows, z=1.96):
    """Wilson's 95 % interval of a share seen in so many rows."""
    if rows == 0:
        return 0.0, 1.0
    centre = share + z * z / (2 * rows)
    spread = z * math.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows))
    scale = 1 + z * z / rows
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
