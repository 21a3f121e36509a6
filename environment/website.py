"""Makes a static site of the committed notebooks and the documentation. Started by environment/site."""

import dataclasses
import json
import os
import pathlib
import re
import sys
import time

sys.dont_write_bytecode = True  # nothing new may appear among the sources

import bs4
import jinja2
import nbformat

from report import figure, frame, page, prose

ROOT = pathlib.Path(__file__).resolve().parent.parent
PARTS = ROOT / "lib" / "site"  # files that go along as they are, and pages of the site's own
TEMPLATE = PARTS / "template.html"
DOC = ROOT / "lib" / "doc"
INDEX = "search-index.js"
HEADINGS = ("h1", "h2", "h3", "h4")
BREAKS = {"p", "li", "td", "th", "pre", "div", "section", "br", "math"}  # their text is apart from that before
FAULT = 1
MISUSE = 2

# Pages whose own names would clash, or say too little.
NAMES = {ROOT / "README.md": "index", DOC / "README.md": "documentation"}


class Misuse(Exception):
    """Something in the command or in a page must change; the message says what."""


@dataclasses.dataclass
class Page:
    """What stands between the navigation and the links to the pages before and after."""

    name: str
    title: str
    body: str

    @property
    def file(self):
        return f"{self.name}.html"

    @property
    def drawn(self):
        return figure.has_figure(self.body)

    def sections(self):
        """(level, id, heading, text) of each, for the navigation and the search."""
        soup = bs4.BeautifulSoup(self.body, "html.parser")
        for part in soup.select("script, style, figure img, details, .count, .anchor-link"):
            part.decompose()
        for heading in soup(HEADINGS):
            heading["title"] = _plain(heading.get_text())
            heading.clear()  # it is no text of the section
        found = [[1, "", self.title, []]]
        for node in soup.descendants:
            if node.name in HEADINGS and node.get("id"):
                found.append([int(node.name[1]), node["id"], node["title"], []])
            elif node.name in BREAKS:
                found[-1][3].append(" ")
            elif type(node) is bs4.NavigableString:  # and no comment
                found[-1][3].append(node)
        return [(*first, _plain("".join(texts))) for *first, texts in found]


def _plain(text):
    return " ".join(text.split())


def setting(name, folder=ROOT):
    """What CITATION.cff says of the whole: its url is where the site is; nothing if it has none."""
    text = (folder / "CITATION.cff").read_text(encoding="utf-8")
    found = re.search(rf"^{name}: *[\"']?([^\"'\s]+)", text, re.MULTILINE)
    return found[1].rstrip("/") if found else ""


def documents():
    """Pages in Markdown, in the order of their contents."""
    contents = DOC / "README.md"
    listed = re.findall(r"^\| \[[^\]]*\]\((\S+\.md)\)", contents.read_text(encoding="utf-8"), re.MULTILINE)
    return [contents, *(DOC / name for name in listed),
            ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", ROOT / ".github" / "SECURITY.md"]


class Site:
    """Its pages in groups, and the pictures that they show."""

    def __init__(self):
        readme, notebooks = ROOT / "README.md", sorted((ROOT / "notebooks").glob("*.ipynb"))
        self.names = {path: NAMES.get(path, path.stem.lower()) for path in [readme, *notebooks, *documents()]}
        self.repository = setting("repository-code")
        self.files = {}
        own = [self._own(path) for path in sorted(PARTS.glob("*.html")) if path != TEMPLATE]
        self.groups = [
            ("", [self._document(readme)]),
            ("Notebooks", [self._notebook(path) for path in notebooks]),
            *([("To try", own)] if own else []),
            ("Documentation", [self._document(path) for path in documents()]),
        ]
        self.pages = [each for _, pages in self.groups for each in pages]
        for name in (names := [each.name for each in self.pages]):
            if names.count(name) > 1:
                raise Misuse(f"two pages would be {name}.html; one of their files needs another name.")

    def _notebook(self, path):
        notebook = nbformat.read(path, as_version=4)
        pages = {other.stem for other in self.names if other.suffix == ".ipynb"}
        return Page(self.names[path], page.title(notebook, path.stem), page.body(notebook, pages))

    def _own(self, path):
        """A page that works alone, too: of its head come styles and scripts that stand beside it."""
        soup = bs4.BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        parts = [part for part in soup.select("head link[rel=stylesheet], head script[src]")
                 if "/" not in part.get("href", part.get("src"))]
        title = _title(soup, path)
        if not soup.main:
            raise Misuse(f"{path.name} has no <main>, whose content the site takes.")
        return Page(path.stem, title, "".join(map(str, parts)) + soup.main.decode_contents())

    def _document(self, path):
        soup = bs4.BeautifulSoup(prose.html_of(path.read_text(encoding="utf-8")), "html.parser")
        _name_headings(soup)
        for link in soup("a", href=True):
            self._lead(link, path)
        for picture in soup("img"):
            source = path.parent / picture["src"]
            picture["src"] = source.name
            self.files[source.name] = source.read_bytes()
        return Page(self.names[path], _title(soup, path), f'<section class="text">{soup}</section>')

    def _lead(self, link, source):
        """To the page of what it leads to, or to the repository; where none is known, it is text."""
        href, mark, place = link["href"].partition("#")
        if not href or re.match(r"\w+:", href):
            return
        target = pathlib.Path(os.path.normpath(source.parent / href))
        if not target.exists():
            raise Misuse(f"{source.relative_to(ROOT)}: the link to {link['href']} leads nowhere.")
        if target in self.names:
            link["href"] = f"{self.names[target]}.html{mark}{place}"
        elif self.repository:
            link["href"] = f"{self.repository}/blob/HEAD/{target.relative_to(ROOT).as_posix()}"
        else:
            link.unwrap()

    def made(self, plotly, version):
        """All files, by their names."""
        template = jinja2.Environment(
            loader=jinja2.FileSystemLoader(PARTS), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            undefined=jinja2.StrictUndefined).get_template(TEMPLATE.name)
        sections = {each.name: each.sections() for each in self.pages}
        for before, each, after in zip([None, *self.pages], self.pages, [*self.pages[1:], None]):
            text = template.render(
                page=each, groups=self.groups, before=before, after=after, version=version,
                sections=[section for section in sections[each.name] if section[0] == 2],
                address=setting("url"), repository=self.repository)
            self.files[each.file] = text.encode()
        rows = [[each.file, each.title, *section[1:]] for each in self.pages for section in sections[each.name]]
        index = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        self.files |= {
            INDEX: f"const sections = {index};\n".encode(),
            "light.css": frame.light().encode(),
            "dark.css": frame.dark().encode(),
            "figures.js": frame.text("figures.js").encode(),
            "plotly.min.js": plotly.read_bytes(),
        }
        self.files |= {path.name: path.read_bytes() for path in PARTS.iterdir() if path.suffix != ".html"}
        return self.files


def write(files, out):
    """In place of a site that is there, and of nothing else."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise Misuse(f"--out names {out}, and a file is there. Name a folder.") from None
    there = list(out.iterdir())
    if there and not (out / INDEX).is_file():
        raise Misuse(f"--out names {out}, which holds something else than a site. Name another folder.")
    for name in sorted(files, key=lambda name: name != INDEX):  # if it breaks off, the next one goes on
        (out / name).write_bytes(files[name])
    for path in there:
        if path.name not in files:
            path.unlink()


def main(out, plotly, version):
    start = time.monotonic()
    try:
        files = Site().made(pathlib.Path(plotly), version)
        write(files, pathlib.Path(out))
        pages = sum(name.endswith(".html") for name in files)
        size = sum(map(len, files.values())) / 1e6
        print(f"{pages} pages, {size:.1f} MB, made in {time.monotonic() - start:.1f} s\n"
              f"Read {pathlib.Path(out) / 'index.html'}", flush=True)
        return 0
    except Misuse as problem:
        print(f"environment/site: {problem}", file=sys.stderr)
        return MISUSE
    except KeyboardInterrupt:
        print("environment/site: stopped.", file=sys.stderr)
        return 130
    except OSError as problem:
        print(f"environment/site: {problem.filename or 'standard output'}: {problem.strerror}.",
              file=sys.stderr)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # what is left has nowhere to go
        return FAULT


def _title(soup, path):
    if not soup.h1:
        raise Misuse(f"{path.name} has no heading of the first level, which names it in the contents.")
    return soup.h1.get_text().rstrip("¶")


def _name_headings(soup):
    """As GitHub does, by whose names the pages are linked."""
    names = []
    for heading in soup(HEADINGS):
        anchor = heading.find("a", "anchor-link")
        text = heading.get_text().rstrip("¶").lower()
        name = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
        names.append(name)
        if names.count(name) > 1:
            name += f"-{names.count(name) - 1}"
        heading["id"], anchor["href"] = name, f"#{name}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
