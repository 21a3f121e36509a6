"""A Jupyter server started by environment/lab, for tests."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import threading

from checkout import ROOT

SECONDS = 120


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def lab(folder, *options):
    """Yields the address of the server, with its token, and the lines that it printed."""
    process = subprocess.Popen(
        [ROOT / "environment" / "lab", "--folder", folder, "--port", str(_free_port()),
         "--no-browser", *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "IHCT_PROFILE": "smoke", "IHCT_OUT": str(folder / "study")})
    lines, address, known = [], [], threading.Event()

    def read():
        for line in process.stderr:
            lines.append(line.rstrip())
            found = re.search(r"(http://127\.0\.0\.1:\d+/)\S*\?token=(\w+)", line)
            if found and not address:
                address.extend(found.groups())
                known.set()
        known.set()

    threading.Thread(target=read, daemon=True).start()
    try:
        if not known.wait(SECONDS) or not address:
            raise AssertionError("The server did not start:\n" + "\n".join(lines))
        yield address[0], address[1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)
