"""Markdown as a page shows it: formulas as MathML, and links that stay within the pages."""

import re

from docutils.utils.math.latex2mathml import tex2mathml
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

_LINK = re.compile(r'<a href="(?P<name>[^":/?#]+)\.ipynb(?P<place>#[^"]*)?">(?P<text>.*?)</a>',
                   re.DOTALL)
_FUNCTION = re.compile("(<mi>[a-z]{2,}</mi>(?:<m[in]>[^<]*</m[in]></msub>)?)"
                       "(?:<mo>&ApplyFunction;</mo>)?(?=<(?:m[in]|msu[bp]|mrow|mfrac)>)")


class NoFormula(ValueError):
    """TeX that cannot be set; the message says why."""


def mathml(tex, display=False):
    """A formula as MathML, which browsers set without a script or a font of ours."""
    plain = re.sub(r"\\.", "", tex)
    if plain.count("{") != plain.count("}"):  # of which the library is tolerant
        raise NoFormula(f"{tex.strip()}: a brace without its other")
    try:
        text = tex2mathml(tex)
    except Exception as problem:  # any: the text is anyone's, and the library promises no type
        raise NoFormula(f"{tex.strip()}: {problem}") from problem
    text = re.sub(r">\s+<", "><", text.strip())
    # As in TeX: braces of this size, and a thin space between a function's name and its argument.
    text = re.sub("<mo>([{}⌈⌉⌊⌋])</mo>", r'<mo stretchy="false">\1</mo>', text)
    text = _FUNCTION.sub(r'\1<mspace width="0.17em"></mspace>', text)
    # In HTML the element's name says it all, and an XML namespace would break headings.
    return re.sub("^<math [^>]*>", '<math display="block">' if display else "<math>", text)


class _Renderer(IPythonRenderer):
    strict = False

    def inline_math(self, text):
        return self._formula(text, False, super().inline_math)

    def block_math(self, text):
        return self._formula(text, True, super().block_math)

    def _formula(self, tex, display, as_written):
        try:
            return mathml(tex, display)
        except NoFormula:
            if self.strict:
                raise
            return as_written(tex)


def html_of(source, pages=(), strict=False):
    """HTML of markdown; links to notebooks lead to their pages, if these are among those made.

    A formula that cannot be set stays as it was written or, if strict, is a NoFormula.
    """
    def link(found):
        if found["name"] not in pages:
            return found["text"]
        return f'<a href="{found["name"]}.html{found["place"] or ""}">{found["text"]}</a>'

    renderer = _Renderer(escape=False)
    renderer.strict = strict
    return _LINK.sub(link, MarkdownWithMath(renderer=renderer).render(source))
