"""From the start of the notebook kernel to the result of its first cell, as a front end sees it."""

import os
import pathlib
import time

from jupyter_client.manager import KernelManager

from side import Side, peak

ROOT = pathlib.Path(__file__).resolve().parents[4]
TIMEOUT = 60


def first_result(manager):
    """Starts a kernel, asks it for 6 * 7, and returns the answer."""
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=TIMEOUT)
    request = client.execute("6 * 7")
    while True:
        message = client.get_iopub_msg(timeout=TIMEOUT)
        if (message["parent_header"].get("msg_id") == request
                and message["msg_type"] == "execute_result"):
            client.stop_channels()
            return float(message["content"]["data"]["text/plain"])


def main():
    side = Side()
    os.environ["JUPYTER_PATH"] = str(ROOT / "target" / "jupyter")
    if side.settings["sharing"] == "off":
        # The JDK's own archive alone, as any kernel has that is started by plain "java -jar".
        archive = pathlib.Path(os.environ["JAVA_HOME"]) / "lib" / "server" / "classes.jsa"
        os.environ["IHCT_KERNEL_OPTIONS"] = f"-XX:SharedArchiveFile={archive}"
    side.items = 1
    manager = KernelManager(kernel_name="java")
    try:
        side.proof["answer"] = [side.timed(lambda: first_result(manager))]
        side.peak = peak(manager.provisioner.process.pid)
    finally:
        manager.shutdown_kernel(now=True)
    side.print()


main()
