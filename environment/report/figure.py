"""A figure in a page: drawn by plotly.js where scripts run, else the picture; numbers below."""

import base64
import html
import json

import bleach

PLOTLY = "application/vnd.plotly.v1+json"
SVG = "image/svg+xml"

_OPENING = '<figure class="plot">'


def has_figure(text):
    return '<script type="application/json">' in text


def html_of(data):
    parts = [_OPENING]
    if PLOTLY in data:
        parts.append(f'<script type="application/json">{json_in_html(data[PLOTLY])}</script>')
    if SVG in data:
        parts.append(_picture(data[SVG], data.get("text/plain", "")))
    elif "text/html" in data:
        parts.append(pictures(data["text/html"]))
    if "text/plain" in data:
        numbers = html.escape(data["text/plain"])
        parts.append(f"<details><summary>Numbers</summary><pre>{numbers}</pre></details>")
    parts.append("</figure>")
    return "".join(parts)


def json_in_html(value):
    """JSON that cannot end the script element it stands in, whatever its strings say."""
    return json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")


def _picture(svg, text):
    """As an image: whatever an SVG holds, it runs no script there."""
    label = html.escape(text.strip().split("\n")[0], quote=True)
    code = base64.b64encode(svg.encode()).decode()
    return f'<img alt="{label}" src="data:{SVG};base64,{code}">'


def pictures(text):
    """The images of HTML that stand in it whole, and nothing else of it."""
    def own(tag, name, value):
        return name == "alt" or name == "src" and value.startswith("data:image/")

    return bleach.clean(text, tags={"img"}, attributes={"img": own}, protocols={"data"}, strip=True)
