#!/usr/bin/env python3
"""Executes the notebooks in order and makes pages of them. Started by environment/run."""

import argparse
import os
import pathlib
import sys

sys.dont_write_bytecode = True  # nothing new may appear among the sources

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROFILES = ("smoke", "default", "paper")
FAULT = 1
MISUSE = 2


class Misuse(Exception):
    """Something in the command must change; the message says what."""


def options(arguments):
    parser = argparse.ArgumentParser(
        prog="environment/run",
        allow_abbrev=False,
        description="Executes the notebooks in order, each in a fresh Java kernel, and writes them "
        "with their outputs, as .ipynb and as HTML, with an index page.",
        epilog="IHCT_PROFILE chooses how much is computed: smoke, default or paper. "
        "Exit codes: 0 done, 1 a cell failed, 2 something in the command must change. "
        "Example: IHCT_PROFILE=smoke environment/run --notebooks 01,02 --out out/tour",
    )
    parser.add_argument("--data", nargs="+", metavar="FILE", default=[],
                        help="song files, in place of simulated songs")
    parser.add_argument("--notebooks", metavar="01,02", default="",
                        help="only these, by the start of their names")
    parser.add_argument("--out", metavar="DIR", type=_place, required=True,
                        help="folder for everything written (out/notebooks-DATE-TIME if not given)")
    parser.add_argument("--update", action="store_true",
                        help="write the outputs of a smoke run into the notebooks themselves")
    parser.add_argument("--solutions", action="store_true",
                        help="for teachers: pages end with the exercises' solutions, folded")
    parser.add_argument("--folder", metavar="DIR", type=pathlib.Path, default=ROOT / "notebooks",
                        help="notebooks of another folder")
    parser.add_argument("--plotly", type=pathlib.Path, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _place(text):
    """A folder, or a place where one can be made."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; name a folder")
    path = pathlib.Path(text)
    there = next(each for each in (path.absolute(), *path.absolute().parents) if each.exists())
    if not there.is_dir():
        raise argparse.ArgumentTypeError(f"{there} is a file; results need a folder")
    return path


def chosen(folder, starts):
    """The notebooks whose names start as asked, in the order of their names."""
    paths = sorted(folder.glob("*.ipynb"))
    if not paths:
        raise Misuse(f"{folder} holds no notebook (.ipynb).")
    wanted = [start.strip() for start in starts.split(",") if start.strip()]
    for start in wanted:
        if not any(path.name.startswith(start) for path in paths):
            names = ", ".join(path.stem for path in paths)
            raise Misuse(f"--notebooks names {start}, but there are only: {names}.")
    return [p for p in paths if not wanted or any(p.name.startswith(start) for start in wanted)]


def song_files(names):
    """The files as Java wants them: one string, absolute."""
    paths = [pathlib.Path(name).absolute() for name in names]
    for path in paths:
        if not path.is_file():
            raise Misuse(f"--data names {path}, which is not a file.")
        if os.pathsep in str(path):
            raise Misuse(f'--data names {path}; a path may not hold "{os.pathsep}" here. Rename it.')
    return os.pathsep.join(map(str, paths))


def set_environment(opts):
    """What the notebooks read: IHCT_PROFILE, IHCT_SONGS and IHCT_OUT."""
    asked = os.environ.get("IHCT_PROFILE", "").strip().lower()
    if opts.update:
        if opts.data or asked not in ("", "smoke"):
            raise Misuse("--update keeps the outputs of a smoke run on simulated songs; "
                         "leave out --data and IHCT_PROFILE.")
        os.environ.pop("IHCT_SONGS", None)
        asked = "smoke"
    if asked not in ("", *PROFILES):
        raise Misuse(f"IHCT_PROFILE is {asked}; it must be one of {', '.join(PROFILES)}.")
    os.environ["IHCT_PROFILE"] = asked or "default"
    if opts.data:
        os.environ["IHCT_SONGS"] = song_files(opts.data)
    os.environ["IHCT_OUT"] = str(opts.out.absolute() / "study")


def run(opts, paths):
    # Late: a wrong option is told without waiting for these.
    from report import runner

    return runner.run(paths, opts.out, opts.plotly, os.environ["IHCT_PROFILE"], opts.update,
                      opts.solutions)


def main(arguments):
    opts = options(arguments)
    try:
        paths = chosen(opts.folder, opts.notebooks)
        set_environment(opts)
        # Without plotly.js this is only a question: would these options do?
        return 0 if opts.plotly is None else run(opts, paths)
    except Misuse as problem:
        print(f"environment/run: {problem}", file=sys.stderr)
        return MISUSE
    except KeyboardInterrupt:
        print("environment/run: stopped.", file=sys.stderr)
        return 130


def told(arguments):
    """The exit code; output that could not be written is an error as any other."""
    try:
        try:
            code = main(arguments)
        except SystemExit as end:  # of argparse, which has helped or complained
            code = end.code
        sys.stdout.flush()
        return code
    except OSError as problem:
        print(f"environment/run: {problem.filename or 'standard output'}: {problem.strerror}.",
              file=sys.stderr)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # what is left has nowhere to go
        return FAULT


if __name__ == "__main__":
    sys.exit(told(sys.argv[1:]))
