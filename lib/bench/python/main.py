"""Runs the benchmark; environment/bench starts it."""

import argparse
import json
import os
import pathlib
import sys

sys.dont_write_bytecode = True

import machine
import pairs
import rows
import summary
from processes import WORK, Processes

FEWEST_PAIRS = 5
KERNELS = "jmh"


def parser():
    result = argparse.ArgumentParser(
        prog="environment/bench", allow_abbrev=False,
        description="Measures this library against others: both in turn, each in a process of its "
        "own, on the same data. A ratio is printed only if both computed the same.",
        epilog="Example: environment/bench --what linkage,load --size small")
    result.add_argument(
        "--what", type=_list_of([*rows.WHAT, KERNELS], "rows"), default=list(rows.WHAT),
        metavar=",".join([*rows.WHAT, KERNELS]),
        help=f"the rows to measure; all but {KERNELS} without it, which times the loops inside the "
        "JVM and compares them with nothing")
    result.add_argument(
        "--size", choices=["paper", "small"], default="paper",
        help="paper: as in the table, hours; small: minutes, to see that it works")
    result.add_argument(
        "--peers", type=_list_of(rows.all_peers(), "peers"), default=[], metavar="NAME,…",
        help="only rows with these peers: " + ", ".join(rows.all_peers()))
    result.add_argument(
        "--pairs", type=_pairs, default=FEWEST_PAIRS, metavar="N",
        help=f"counted pairs a row, {FEWEST_PAIRS} or more, with --size small 1 or more; one more goes "
        "before to warm up")
    result.add_argument(
        "--profile", action="store_true",
        help="tells of every row where our time goes, not only of those that miss their aim")
    result.add_argument("--out", metavar="FILE", help="writes all figures there, as JSON")
    # For environment/bench: what the chosen rows need.
    result.add_argument("--needs", action="store_true", help=argparse.SUPPRESS)
    return result


def _list_of(known, kind):
    def parse(text):
        values = text.split(",")
        for value in values:
            if value not in known:
                raise argparse.ArgumentTypeError(
                    f"\"{value}\" is none of the {kind}: {', '.join(known)}")
        return values
    return parse


def _pairs(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"\"{text}\" is not allowed; it must be a number, 1 or more")
    return int(text)


def needs(chosen):
    sides = [side for row in chosen for side in (row.ours, row.other) if side]
    modules = sorted({module for side in sides for module in side.modules})
    torch = ["torch"] if any(side.torch for side in sides) else []
    mkl = ["mkl"] if any(side.mkl for side in sides) else []
    kernel = ["kernel"] if any(row.what == "kernel" for row in chosen) else []
    return [*torch, *mkl, *kernel, *(f"module {module}" for module in modules)]


def main():
    options = parser().parse_args()
    what = [each for each in options.what if each != KERNELS]
    chosen = rows.chosen(what, options.peers, options.size == "small")
    if not chosen and what:
        parser().error("no row of --what has one of --peers")
    if options.pairs < FEWEST_PAIRS and options.size != "small":
        parser().error(f"--pairs {options.pairs} is too few to go by; give {FEWEST_PAIRS} or more, or "
                       "--size small, which only shows that it works")
    if options.out and not pathlib.Path(options.out).resolve().parent.is_dir():
        parser().error(f"--out: there is no folder {pathlib.Path(options.out).resolve().parent}")
    if options.needs:
        print("\n".join(needs(chosen)))
        return 0
    return run(chosen, options)


def run(chosen, options):
    WORK.mkdir(parents=True, exist_ok=True)
    java_options = os.environ["BENCH_JAVA_OPTIONS"].split("\n")
    processes = Processes(
        os.environ["BENCH_PYTHON"], os.environ["BENCH_JAVA"],
        os.environ["BENCH_PRODUCT_PATH"], os.environ["BENCH_MKL_PATH"], os.environ["BENCH_PATH"],
        java_options)
    header = {
        "date": machine.now(), "version": os.environ["BENCH_VERSION"], "size": options.size,
        "pairs": options.pairs, "machine": machine.describe(), "javaOptions": java_options}
    about = header["machine"]
    print(f"{header['date']}, version {header['version']}, {about['processor']}, {about['cores']} "
          f"cores, AVX-512: {'yes' if about['avx512'] else 'no'}, {about['memoryMiB']:,} MiB")
    if KERNELS in options.what:
        print(processes.time_kernels(options.size == "small"))
    outcomes = []
    for row in chosen:
        print(f"\n{row.what}: {row.title}: ihct against {row.peer or 'its limits'}", flush=True)
        outcomes.append(pairs.measure(row, processes, options.pairs, _tell, options.profile))
        _tell(summary.lines(outcomes[-1]))
        if options.out:
            text = json.dumps({**header, "rows": list(map(summary.as_json, outcomes))}, indent=1)
            _replace(pathlib.Path(options.out), text + "\n")
    if outcomes:
        print("\n" + summary.table(outcomes))
    return 1 if any(outcome.problem for outcome in outcomes) else 0


def _replace(path, text):
    """Half a file on a full disk must not pass for a whole one."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(text, encoding="utf-8")
        os.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _tell(text):
    if text:
        print(text, flush=True)


def told():
    """The exit code; output that could not be written is an error as any other."""
    try:
        try:
            code = main()
        except SystemExit as end:  # of argparse, which has helped or complained
            code = end.code
        sys.stdout.flush()
        return code
    except OSError as problem:
        print(f"environment/bench: {problem.filename or 'standard output'}: {problem.strerror}.",
              file=sys.stderr)
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # what is left has nowhere to go
        return 1


if __name__ == "__main__":
    sys.exit(told())
