"""What all pages have in common. Style and scripts stand in the page, so that it can be mailed."""

import base64
import hashlib
import html
import pathlib

from pygments.formatters import HtmlFormatter

_HERE = pathlib.Path(__file__).parent


def text(name):
    return (_HERE / name).read_text(encoding="utf-8")


def light():
    """The style of all pages."""
    return text("page.css") + _colours("default")


def dark():
    """What changes in it on a dark screen."""
    return text("dark.css") + _colours("github-dark")


def page(title, body, scripts=()):
    """A page that may run these scripts and no other, and load nothing."""
    scripts = ["\n" + script.replace("</script", "<\\/script") + "\n" for script in scripts]
    style = f"{light()}@media (prefers-color-scheme: dark) {{ {dark()} }}"
    return "\n".join([
        "<!DOCTYPE html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html.escape(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        body,
        "</main>",
        *(f"<script>{script}</script>" for script in scripts),
        "</body>",
        "</html>",
        "",
    ])


def _colours(style):
    return HtmlFormatter(style=style, nobackground=True).get_style_defs(".highlight")


def _policy(scripts):
    hashes = [f"'sha256-{_hash(script)}'" for script in scripts] or ["'none'"]
    return (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; "
        f"script-src {' '.join(hashes)}"
    )


def _hash(script):
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()
