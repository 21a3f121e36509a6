"""Turns an executed notebook into one HTML page."""

import html
import re

from nbconvert.filters import ansi2html
from nbconvert.filters.highlight import Highlight2HTML

from . import figure, frame, prose, solutions, table

_COLOURS_OF_TERMINALS = re.compile("\x1b\\[[0-9;]*m")


def title(notebook, fallback):
    """The first heading, as the page's title."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+)$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and found:
            return found.group(1).strip()
    return fallback


def page(notebook, name, plotly, pages=(), solved=False):
    """The whole page; plotly is the text of plotly.js, pages are the names of those made with it.

    A solved one ends with the solutions of its exercises.
    """
    text = body(notebook, pages)
    if solved:
        text += solutions.html_of(notebook, name, _highlight(notebook))
    scripts = [plotly, frame.text("figures.js")] if figure.has_figure(text) else []
    link = '<p class="back"><a href="index.html">All notebooks and results</a></p>'
    return frame.page(title(notebook, name), link + text, scripts)


def body(notebook, pages=()):
    """The cells with their outputs; pages are the names of those that links may lead to."""
    highlight = _highlight(notebook)
    return "\n".join(_cell(cell, highlight, pages) for cell in notebook.cells)


def _highlight(notebook):
    info = notebook.metadata.get("language_info", {})
    return Highlight2HTML(pygments_lexer=info.get("pygments_lexer") or info.get("name") or "java")


def _cell(cell, highlight, pages):
    # Ids come from notebooks of any origin.
    place = html.escape(cell.get("id", ""))
    if cell.cell_type == "markdown":
        return f'<section class="text" id="{place}">{prose.html_of(cell.source, pages)}</section>'
    if cell.cell_type != "code":
        return ""
    count = cell.execution_count or " "
    code = highlight(cell.source) if cell.source.strip() else ""
    outputs = "".join(_output(output) for output in cell.outputs)
    return (
        f'<section class="code" id="{place}"><div class="count">[{count}]</div>'
        f'<div class="source">{code}</div><div class="outputs">{outputs}</div></section>'
    )


def _output(output):
    if output.output_type == "stream":
        return f'<pre class="{output.name}">{ansi2html(output.text)}</pre>'
    if output.output_type == "error":
        lines = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
        return f'<pre class="error">{ansi2html(lines)}</pre>'
    return _data(output.data)


def _data(data):
    """The richest form that this page can show."""
    text = data.get("text/plain", "")
    if figure.PLOTLY in data or figure.SVG in data:
        return figure.html_of(data)
    if "text/html" in data:
        return f'<div class="html">{table.harmless(data["text/html"])}</div>'
    if "text/markdown" in data:
        return table.harmless(prose.html_of(data["text/markdown"]))
    if "image/png" in data:
        label = html.escape(_COLOURS_OF_TERMINALS.sub("", text), quote=True)
        return f'<img alt="{label}" src="data:image/png;base64,{data["image/png"].strip()}">'
    return f"<pre>{ansi2html(text)}</pre>"
