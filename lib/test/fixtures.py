"""Small notebooks for Python's own kernel: they test the commands, whatever the state of ours."""

import base64
import json

from nbformat import v4

HOSTILE = "</script><img src=x onerror=alert(1)>"

_PLOT = {
    "data": [{"type": "bar", "orientation": "h", "x": [3, 1], "y": ["rock", HOSTILE]}],
    "layout": {"width": 600, "height": 300, "title": {"text": HOSTILE},
               "xaxis": {"title": {"text": "rows (count)"}}},
}
_SVG = ('<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30">'
        '<rect width="30" height="30" fill="#0072b2"/></svg>')
_FIGURE = {
    "application/vnd.plotly.v1+json": _PLOT,
    "text/html": '<img alt="rows" src="data:image/svg+xml;base64,'
                 f'{base64.b64encode(_SVG.encode()).decode()}">{HOSTILE}',
    "text/plain": f"rock 3\n{HOSTILE} 1",
}
_TABLE = {"text/html": f"<table><tr><td>cell</td></tr></table>{HOSTILE}", "text/plain": "table"}


def _notebook(cells):
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": spec})


def _display(bundle, cell_id):
    text = json.dumps(json.dumps(bundle))
    return v4.new_code_cell(
        f"import json\nfrom IPython.display import display\ndisplay(json.loads({text}), raw=True)",
        id=cell_id)


def good():
    return _notebook([
        v4.new_markdown_cell("# Songs & trees\n\nOne idea.", id="title"),
        v4.new_code_cell("print('one')\nprint('two')", id="printing"),
        _display(_FIGURE, "figure"),
        _display(_TABLE, "table"),
        v4.new_code_cell("1 + 1", id="check", metadata={"tags": ["check"]}),
    ])


def failing():
    return _notebook([
        v4.new_markdown_cell("# Fails", id="title"),
        v4.new_code_cell("1", id="fine"),
        v4.new_code_cell("raise ValueError('no such genre')", id="broken"),
        v4.new_code_cell("2", id="never"),
    ])


def printing(code):
    return _notebook([v4.new_code_cell(code, id="cell")])
