"""Takes the steps of the Dockerfile, or those of repo2docker, in a changed root, and checks what comes of it."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import binder
import dockerfile
import offline
from changed_root import ChangedRoot, StepFailed

ROOT = Path(__file__).resolve().parents[2]
MIRROR = "http://deb.debian.org/debian"


def options():
    parser = argparse.ArgumentParser(prog="container-check")
    parser.add_argument("--target", choices=("cpu", "gpu", "dev", "binder"), default="cpu")
    parser.add_argument("--ca", action="append", type=Path, default=[])
    parser.add_argument("--keep", type=Path)
    return parser.parse_args()


def require(chosen):
    if os.geteuid() != 0:
        sys.exit("container-check: needs root: debootstrap and chroot do.")
    if not shutil.which("debootstrap"):
        print("container-check: needs debootstrap: sudo apt-get install debootstrap",
              file=sys.stderr)
        sys.exit(2)
    for file in chosen.ca:
        if not file.is_file():
            print(f"container-check: {file} does not exist; check the path.", file=sys.stderr)
            sys.exit(2)


def build(where, base, steps, authorities):
    """Makes the base image's like by debootstrap, then takes every step."""
    release = base.split(":")[1].split("-")[0]
    took("debootstrap of " + release, lambda: subprocess.run(
        ["debootstrap", "--variant=minbase", release, where.path, MIRROR],
        check=True, stdout=subprocess.DEVNULL))
    where.trust(authorities)
    if steps is binder.STEPS:
        binder.clone(ROOT, where)
    for step in steps:
        took(f"{step.word} {step.text[:60]}", lambda: where.take(step, ROOT))


def took(what, work):
    start = time.monotonic()
    work()
    print(f"{time.monotonic() - start:7.1f} s  {what}", flush=True)


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("container-check: stopped"))
    chosen = options()
    require(chosen)
    is_binder = chosen.target == "binder"
    base, steps = dockerfile.steps_to(ROOT / "Dockerfile", "cpu" if is_binder else chosen.target)
    if is_binder:
        steps = binder.STEPS
    folder = chosen.keep or Path(tempfile.mkdtemp(prefix="ihct-container-", dir="/var/tmp"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the image's user must pass it; folders for temporary files are private
    built = Path(folder, ".built")
    where = ChangedRoot(folder, {"REVISION": offline.REVISION})
    try:
        if built.exists():
            where.note(steps)
        else:
            build(where, base, steps, chosen.ca)
            built.touch()
        print(f"          {where.megabytes():,} MB in all")
        with where.mounted():
            failed = offline.check(where, binder.CHECKS if is_binder else offline.checks(chosen.target))
    except StepFailed as failure:
        sys.exit(f"container-check: this step failed: {failure}")
    finally:
        where.unmount()
        if not chosen.keep:
            shutil.rmtree(folder)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
