"""The pages of the documentation, in parts: blocks of code, commands, options, tables, links."""

import dataclasses
import pathlib
import re
import shlex

from checkout import ROOT

FOLDER = ROOT / "lib" / "doc"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(FOLDER.glob("*.md"))]

_NOT_RUN = re.compile(r"<!-- not run: (\S.*) -->")
_SPAN = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"#+ (.+)")


@dataclasses.dataclass
class Block:
    """A fenced block. One that is not run says why, in a comment on the line above it."""

    page: pathlib.Path
    line: int
    language: str
    code: str
    reason: str
    output: str = None  # of the block of output that follows

    def __str__(self):
        return f"{self.page.name}, line {self.line}"


def blocks(page):
    """All fenced blocks of a page; those of output are given with the block that they follow."""
    found, lines, start, reason = [], None, None, None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if lines is None and line.startswith("```"):
            lines, start = [], (number, line[3:].strip())
        elif lines is not None and line == "```":
            code = "\n".join(lines) + "\n"
            if start[1] == "output" and found:
                found[-1].output = code
            else:
                found.append(Block(page, *start, code, reason))
            lines = reason = None
        elif lines is not None:
            lines.append(line)
        else:
            marker = _NOT_RUN.fullmatch(line)
            reason = marker and marker[1]
    if lines is not None:
        raise ValueError(f"{page.name}: the block of line {start[0]} has no end")
    return found


def prose(page):
    """The page without its blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)


def spans(text):
    """What stands between backticks."""
    return _SPAN.findall(text)


def links(page):
    return _LINK.findall(prose(page))


def anchors(page):
    """The names by which links reach the headings, as GitHub makes them."""
    names = []
    for line in prose(page).splitlines():
        heading = _HEADING.fullmatch(line)
        if heading:
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1]).lower()
            name = re.sub(r"[^\w\- ]", "", text).replace(" ", "-")
            names.append(f"{name}-{names.count(name)}" if name in names else name)
    return names


def sections(page):
    """Heading → text below it, up to the next heading of any depth."""
    parts = re.split(r"^#+ (.+)$", prose(page), flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def first_cells(text):
    """The spans in the first cells of a text's tables."""
    return [span for line in text.splitlines() if line.startswith("|")
            for span in spans(line.split("|")[1])]


def commands(code):
    """Lists of words: each program that a shell would start, without variables set before it."""
    found = []
    for line in code.replace("\\\n", " ").splitlines():
        words = shlex.shlex(line, posix=True, punctuation_chars=True)
        words.whitespace_split = True
        command = []
        for word in [*words, "|"]:
            if set(word) <= set("|&;"):
                found += [command] if command else []
                command = []
            elif word.startswith(">"):
                command.append(">")
            elif command or not re.match(r"\w+=", word):
                command.append(word)
    return found


def all_commands(page):
    """Those in blocks, run or not, and those in the prose."""
    code = [block.code for block in blocks(page) if block.language == "sh"]
    code += [span for span in spans(prose(page))
             if re.match(r"(\w+=\S+ )*(environment/\w|docker |mvn |python3 lib)", span)]
    return [command for each in code for command in commands(each)]


def options(text):
    """The options that a help text explains: they begin its lines."""
    return set(re.findall(r"^ {0,8}(?:-\w, )?(--[\w-]+)", text, flags=re.M))
