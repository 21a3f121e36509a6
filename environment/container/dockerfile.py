"""Reads a Dockerfile and a .dockerignore, as far as ours go."""

import fnmatch
import json
import re
import shlex
from pathlib import Path
from typing import NamedTuple


class Step(NamedTuple):
    """An instruction, such as RUN, and what stands behind it."""

    word: str
    text: str

    def argv(self):
        """The words of a command in the form ["a", "b"]."""
        return json.loads(self.text)

    def run(self):
        """The command of RUN or CMD as the list of words that is executed."""
        return self.argv() if self.text.startswith("[") else ["/bin/sh", "-c", self.text]

    def options(self):
        """The --name=value words in front."""
        return dict(re.match(r"--([a-z-]+)=(\S+)", word).groups()
                    for word in self.text.split() if word.startswith("--"))

    def words(self):
        """The words without the options."""
        return [word for word in shlex.split(self.text) if not word.startswith("--")]

    def variables(self):
        """The NAME=value pairs of ENV, ARG and LABEL."""
        return dict(word.split("=", 1) for word in self.words())


class Stage(NamedTuple):
    """What one FROM begins."""

    name: str
    base: str
    steps: list


def stages(path):
    """All stages by name, in order."""
    found = {}
    for step in parse(Path(path).read_text()):
        if step.word == "FROM":
            base, _, name = step.words()
            found[name] = Stage(name, base, [])
            current = found[name]
        else:
            current.steps.append(step)
    return found


def steps_to(path, target):
    """The image and all steps that lead to a target, those of its base stages first."""
    known = stages(path)
    stage, steps = known[target], list(known[target].steps)
    while stage.base in known:
        stage = known[stage.base]
        steps = stage.steps + steps
    return stage.base, steps


def parse(text):
    """The steps of a Dockerfile's text, in order."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for line in re.sub(r"\\\n\s*", " ", "\n".join(lines)).splitlines():
        if line.strip():
            word, rest = line.split(None, 1)
            yield Step(word, rest.strip())


class Ignored:
    """What a .dockerignore keeps out; the last line that fits a path decides."""

    def __init__(self, path):
        lines = (line.strip() for line in Path(path).read_text().splitlines())
        self.lines = [line for line in lines if line and not line.startswith("#")]

    def __call__(self, path):
        kept_out = False
        for line in self.lines:
            if self._fits(path, line.lstrip("!")):
                kept_out = not line.startswith("!")
        return kept_out

    @staticmethod
    def _fits(path, pattern):
        parts = path.split("/")
        if pattern.startswith("**/"):
            return any(fnmatch.fnmatch(part, pattern[3:]) for part in parts)
        depth = pattern.count("/") + 1
        return len(parts) >= depth and fnmatch.fnmatch("/".join(parts[:depth]), pattern)

    def files(self, root):
        """The files below a folder that are let in, relative to it."""
        tops = {line[1:].split("/")[0] for line in self.lines if line.startswith("!")}
        for top in sorted(tops):
            start = Path(root, top)
            for file in [start] if start.is_file() else sorted(start.rglob("*")):
                relative = file.relative_to(root).as_posix()
                if file.is_file() and not self(relative):
                    yield relative
