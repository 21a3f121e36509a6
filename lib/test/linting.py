"""The rules that every notebook keeps; each returns what breaks it, as texts with the cell's id."""

import re

import checkout  # noqa: F401  finds the package below
from report import prose

TAGS = {"imports", "parameters", "check", "exercise", "exercise-check"}
MOST_IMPORTS = 32
MOST_LINES = 24
MOST_COLUMNS = 100  # as many as a screen shows, 1,280 wide

_IMPORT = re.compile(r"^\s*import\s+(static\s+)?[\w.]+(\.\*)?\s*;", re.MULTILINE)
_TYPE = re.compile(r"^\s*(?:(?:public|private|protected|static|final|abstract|sealed)\s+)*"
                   r"(?:class|interface|@interface|enum|record)\s+\w+", re.MULTILINE)
_METHOD = re.compile(r"^\s*(?!(?:return|new|else|throw|case)\b)(?:<[^;={}]*>\s*)?"
                     r"(?:static\s+<[^;={}]*>\s*)?(?:[\w.]+(?:<[^;={}]*>)?(?:\[\])*\s+)+"
                     r"(?!(?:if|for|while|switch|catch|try|synchronized)\b)\w+\s*"
                     r"\([^;{}=]*\)\s*(?:throws\s+[\w.,\s]+)?\{", re.MULTILINE)
_PATH = re.compile(r"(?<![\w:/<.])(?:/(?:home|root|tmp|work|Users|usr|var|opt|mnt|etc)/|[A-Za-z]:\\|~/)")
_NETWORK = re.compile(r"https?:|ftp:|java\.net|\b(?:URL|URI|HttpClient|HttpRequest|Socket|"
                      r"URLConnection)\b|\bopenStream\b")
_OTHER_FORMULA = re.compile(r"\\[(\[].*")
_LINK = re.compile(r"\[[^\[\]]*\]\(([^()\s]*)\)")
_CONTENTS = "**In this notebook:**"
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_SHOWN_LAST = re.compile(r"^(?:display|System\.out\.printf)\([^;]*\);?\s*\Z", re.MULTILINE)
_STRAY = re.compile(r"\b[\w.$]+@[0-9a-f]{4,8}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_ID = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_PLOTLY = "application/vnd.plotly.v1+json"
_FIGURE = {_PLOTLY, "text/html", "text/plain"}
_PICTURE = re.compile(r'<img alt="[^"]+" src="data:image/svg\+xml;base64,[A-Za-z0-9+/=]+">\s*')


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def _statements(text):
    """Java without comments and without what stands in quotes."""
    text = re.sub(r'"(?:\\.|[^"\\\n])*"', '""', text)
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.DOTALL)


def _found(notebook, pattern, select, text):
    return [f"{cell.id}: {match.group().strip()}" for cell in notebook.cells if select(cell)
            for match in [pattern.search(text(cell))] if match]


def kernel(notebook):
    spec = notebook.metadata.get("kernelspec", {})
    right = spec.get("name") == "java" and spec.get("language") == "java"
    return [] if right else [f"kernelspec is {dict(spec)}; it must name the kernel java"]


def identifiers(notebook):
    ids = [cell.get("id", "") for cell in notebook.cells]
    return [f"{i!r} is no readable id" for i in ids if not _ID.match(i) or re.match(
        r"^[0-9a-f]{8}(-|$)", i)] + [f"{i} stands twice" for i in sorted(set(ids)) if ids.count(i) > 1]


def known_tags(notebook):
    return [f"{cell.id}: tag {tag}" for cell in notebook.cells for tag in tags(cell) - TAGS]


def imports(notebook):
    """All in the first code cell, and nothing else there: a later import can reset variables."""
    first, *others = code_cells(notebook)
    rest = _IMPORT.sub("", _statements(first.source)).strip()
    count = len(_IMPORT.findall(first.source))
    wrong = [f"{first.id}: not an import: {rest}"] if rest else []
    if "imports" not in tags(first):
        wrong.append(f"{first.id}: lacks the tag imports")
    if not 1 <= count <= MOST_IMPORTS:
        wrong.append(f"{first.id}: {count} imports; 1 to {MOST_IMPORTS} are readable")
    return wrong + [f"{c.id}: imports" for c in others if _IMPORT.search(_statements(c.source))]


def parameters(notebook):
    """The second code cell, alone."""
    marked = [i for i, cell in enumerate(code_cells(notebook)) if "parameters" in tags(cell)]
    return [] if marked == [1] else [f"parameters are code cells {marked}, not the second alone"]


def definitions(notebook):
    """No class or method but in exercises: defining one anew can reset variables elsewhere."""
    def plain(cell):
        return cell.cell_type == "code" and "exercise" not in tags(cell)

    def text(cell):
        return _statements(cell.source)

    return _found(notebook, _TYPE, plain, text) + _found(notebook, _METHOD, plain, text)


def absolute_paths(notebook):
    return _found(notebook, _PATH, lambda cell: True,
                  lambda cell: cell.source + str(cell.get("outputs", "")))


def network(notebook):
    def code(cell):
        return cell.cell_type == "code"

    return _found(notebook, _NETWORK, code, lambda cell: cell.source)


def magics(notebook):
    """Other Java kernels have other ones."""
    pattern = re.compile(r"^%.*", re.MULTILINE)
    return _found(notebook, pattern, lambda c: c.cell_type == "code", lambda c: c.source)


def formulas(notebook):
    """TeX between dollars, which the pages set as well."""
    wrong = _found(notebook, _OTHER_FORMULA, _is_text, _prose)
    for cell in filter(_is_text, notebook.cells):
        try:
            prose.html_of(cell.source, strict=True)
        except prose.NoFormula as problem:
            wrong.append(f"{cell.id}: {problem}")
    return wrong


def _is_text(cell):
    return cell.cell_type == "markdown"


def _prose(cell):
    return re.sub(r"```.*?```|`[^`]*`", "", cell.source, flags=re.DOTALL)


def anchors(notebook, heading=_HEADING):
    """Of headings, by their texts, as Notebook, Lab and the pages call them."""
    return {text: "#" + text.replace(" ", "-") for cell in filter(_is_text, notebook.cells)
            for text in heading.findall(_prose(cell))}


def links(notebook, name, notebooks):
    """Each leads to a heading of one of the notebooks, by their names; pages have no other files."""
    wrong = []
    for cell in filter(_is_text, notebook.cells):
        for target in _LINK.findall(_prose(cell)):
            file, mark, place = target.partition("#")
            other = notebooks.get(file.removesuffix(".ipynb") if file else name)
            if not target.startswith("https://") and (
                    other is None or mark and mark + place not in anchors(other).values()):
                wrong.append(f"{cell.id}: {target}")
    return wrong


def contents(notebook):
    """The first cell links every section, in order."""
    sections = anchors(notebook, re.compile(r"^## +(.+?) *$", re.MULTILINE))
    line = " · ".join(f"[{text}]({place})" for text, place in sections.items())
    first = notebook.cells[0]
    return [] if f"\n{_CONTENTS} {line}" in first.source else [f"{first.id}: {_CONTENTS} {line}"]


def stray(notebook):
    """Addresses of objects, and identifiers of displays: what a kernel shows of values without a text."""
    found = []
    for cell in code_cells(notebook):
        for output in cell.outputs:
            texts = [output.get("text", ""), *map(str, output.get("data", {}).values())]
            found += [f"{cell.id}: {match.group()}" for match in map(_STRAY.search, texts) if match]
    return found


def ends(notebook):
    """A cell ends with the value itself, or with none: other kernels show what a last call returns,

    of display an identifier, of printf the stream that was printed on.
    """
    return _found(notebook, _SHOWN_LAST, lambda cell: cell.cell_type == "code",
                  lambda cell: _statements(cell.source))


def lengths(notebook):
    lines = [(cell.id, len(cell.source.splitlines())) for cell in code_cells(notebook)
             if "imports" not in tags(cell)]
    return [f"{i}: {n} lines; at most {MOST_LINES}" for i, n in lines if n > MOST_LINES]


def widths(notebook):
    return [f"{cell.id}: {len(line)} columns; at most {MOST_COLUMNS}" for cell in code_cells(notebook)
            for line in cell.source.splitlines() if len(line) > MOST_COLUMNS]


def outputs(notebook):
    """Saved, from a run without an error, in order."""
    cells = [cell for cell in code_cells(notebook) if cell.source.strip()]
    counts = [cell.execution_count for cell in cells]
    wrong = [] if counts == list(range(1, len(cells) + 1)) else [f"cells were run as {counts}"]
    for cell in cells:
        if any(output.output_type == "error" for output in cell.outputs):
            wrong.append(f"{cell.id}: an error")
        if not cell.outputs and ("check" in tags(cell) or not _silent(cell)):
            wrong.append(f"{cell.id}: no output")
    return wrong


def _silent(cell):
    last = _statements(cell.source).rstrip()
    return last.endswith((";", "}")) or tags(cell) & {"imports", "exercise"}


def figures(notebook):
    """At least one; each with its numbers and a picture that no exporter strips."""
    bundles = [(cell.id, output.data) for cell in code_cells(notebook)
               for output in cell.outputs if "data" in output]
    plots = [(i, data) for i, data in bundles if _PLOTLY in data or "image/svg+xml" in data]
    return [f"{i}: {sorted(data)}" for i, data in plots if set(data) != _FIGURE
            or not _PICTURE.fullmatch(data["text/html"])] or ([] if plots else ["no figure"])


def frame(notebook):
    """Question first; checks, three to five exercises with checks, and run times somewhere."""
    text = "\n".join(cell.source for cell in code_cells(notebook))
    count = {tag: sum(tag in tags(cell) for cell in notebook.cells) for tag in TAGS}
    rules = {
        "starts with a heading": notebook.cells[0].source.startswith("# "),
        "has a check cell": count["check"] >= 1,
        "has 3 to 5 exercises": 3 <= count["exercise"] <= 5,
        "has a check per exercise": count["exercise-check"] == count["exercise"],
        "prints expected and real run time": ".expect(" in text and ".stop()" in text,
        "has a summary": any("\n## Summary" in "\n" + cell.source for cell in notebook.cells),
    }
    return [f"it {rule}: no" for rule, kept in rules.items() if not kept]


RULES = (kernel, identifiers, known_tags, imports, parameters, definitions, absolute_paths, network,
         magics, formulas, contents, ends, lengths, widths, outputs, stray, figures, frame)
