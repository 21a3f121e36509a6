"""What repo2docker makes of .binder, with Debian and its Jupyter in place of repo2docker's own."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import dockerfile

HOME = "home/jovyan"
PREFIX = "srv/conda/envs/notebook"
LIMIT = 2 << 30

STEPS = list(dockerfile.parse(rf"""
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    ca-certificates curl git jupyter-notebook
RUN useradd --uid 1000 --no-create-home --home-dir /{HOME} --shell /bin/bash jovyan \
    && python3 -m venv --without-pip --system-site-packages /{PREFIX} \
    && chown -R jovyan:jovyan /{PREFIX} /{HOME}
WORKDIR /{HOME}
ENV LANG=C.UTF-8 PATH=/{PREFIX}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN apt-get install -y --no-install-recommends $(sed 's/#.*//' .binder/apt.txt)
USER jovyan
RUN ./.binder/postBuild
ENTRYPOINT ["/{HOME}/.binder/start"]
"""))


def clone(checkout, where):
    """Gives the changed root what has been committed, as repo2docker takes it."""
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", f"file://{checkout}", where.path / HOME],
                   check=True)


class MemoryGroup:
    """Processes that may take so many bytes together, files that are cached included, and no swap."""

    def __init__(self, limit):
        top = Path("/sys/fs/cgroup/memory")
        first = top.is_dir()  # version 1 of control groups, else 2
        self.folder = (top if first else top.parent) / f"ihct-{os.getpid()}"
        self.folder.mkdir()
        names = (["memory.limit_in_bytes", "memory.memsw.limit_in_bytes"] if first else
                 ["memory.max", "memory.swap.max"])
        for name, value in zip(names, (limit, limit if first else 0)):
            if Path(self.folder, name).exists() or name == names[0]:
                Path(self.folder, name).write_text(str(value))
        self.peak = Path(self.folder, "memory.max_usage_in_bytes" if first else "memory.peak")

    def enter(self):
        Path(self.folder, "cgroup.procs").write_text("0")


@contextlib.contextmanager
def _limited():
    group = MemoryGroup(LIMIT)
    try:
        yield group
    finally:
        group.folder.rmdir()


def _execute(where, group, folder, notebooks, **variables):
    """Executes notebooks; gives seconds and the bytes of the largest process."""
    with tempfile.TemporaryFile("w+") as log:
        begin = time.monotonic()
        process = where.start(
            [*where.entrypoint, "python3", "-m", "nbconvert", "--to", "notebook", "--execute",
             "--output-dir", folder, *notebooks],
            variables, entering=group.enter, stdout=log, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        log.seek(0)
        assert status == 0, log.read()[-3000:]
        return time.monotonic() - begin, usage.ru_maxrss << 10


def _state(folder):
    return {path: path.lstat().st_mtime_ns for path in Path(folder).rglob("*")}


def java_sees_the_limit(where):
    with _limited() as group:
        code, text = where.run(["java", "-XshowSettings:system", "-version"], entering=group.enter,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert code == 0 and "Memory Limit: 2.00G" in text, text
    return "2 GB"


def notebooks_run_small(where):
    """All, as on mybinder.org; the user may write to the installation, and nothing does."""
    names = [str(path.relative_to(where.path / HOME))
             for path in sorted((where.path / HOME / "notebooks").glob("*.ipynb"))]
    before = _state(where.path / PREFIX)
    with _limited() as group:
        seconds, largest = _execute(where, group, "/tmp/executed", names)
        peak = int(group.peak.read_text())
    changed = {str(path) for path, _ in before.items() ^ _state(where.path / PREFIX).items()}
    assert not changed, f"written to: {sorted(changed)}"
    return (f"{len(names)} in {seconds:.0f} s, the largest process {largest >> 20:,} MB, all with cached "
            f"files {peak >> 20:,} of {LIMIT >> 20:,} MB")


def any_user_has_the_kernel(where):
    """Somebody without an account, who may not look into the checkout, as on a hub."""
    Path(where.path, HOME).chmod(0o700)
    own = Path(where.path, "tmp/hub")
    own.mkdir(exist_ok=True)
    own.chmod(0o777)
    shutil.copy(where.path / HOME / "notebooks/01-data.ipynb", own)
    hub = where.stranger()
    hub.folder, hub.entrypoint = "/tmp/hub", []
    with _limited() as group:
        seconds, largest = _execute(hub, group, "/tmp/hub/executed", ["01-data.ipynb"],
                                    HOME="/tmp/hub", IHCT_PROFILE="smoke")
    found = {each.name for each in own.iterdir()}
    assert ".javacpp" in found and "?" not in found, found
    return f"a notebook in {seconds:.0f} s, the largest process {largest >> 20:,} MB"


CHECKS = [java_sees_the_limit, notebooks_run_small, any_user_has_the_kernel]
