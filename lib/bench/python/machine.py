"""What it was measured on."""

import datetime
import os
import pathlib
import platform


def describe():
    info = _first_processor()
    return {
        "processor": info.get("model name", platform.processor()),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity")
        else os.cpu_count(),
        "avx512": "avx512f" in info.get("flags", "").split(),
        "memoryMiB": _memory(),
        "system": platform.platform(),
        "load": round(os.getloadavg()[0], 2),
    }


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds")


def _first_processor():
    file = pathlib.Path("/proc/cpuinfo")
    if not file.exists():
        return {}
    block = file.read_text().split("\n\n")[0]
    fields = (line.split(":", 1) for line in block.splitlines() if ":" in line)
    return {name.strip(): value.strip() for name, value in fields}


def _memory():
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2 ** 20
