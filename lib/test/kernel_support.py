"""A kernel of this checkout, and a client that talks to it as a front end does."""

import os
import queue
import subprocess
import time

from checkout import ROOT

OWN = "java"
INSTALL = '. "$1/environment/common.sh"; require_java; build_if_needed; install_kernel'


def use_own_kernel():
    """Builds and installs the kernel in the checkout, where Jupyter then finds it."""
    subprocess.run(["bash", "-euc", INSTALL, "kernel_support", str(ROOT)], check=True)
    os.environ["JUPYTER_PATH"] = str(ROOT / "target" / "jupyter")


class Outputs(list):
    """The messages that a cell published, and the reply to it."""

    reply = None

    def contents(self, kind):
        return [each["content"] for each in self if each["msg_type"] == kind]

    @property
    def results(self):
        return [each["data"]["text/plain"] for each in self.contents("execute_result")]

    @property
    def displayed(self):
        return [each["data"]["text/plain"] for each in self.contents("display_data")]

    def text(self, stream):
        return "".join(
            each["text"] for each in self.contents("stream") if each["name"] == stream)

    @property
    def status(self):
        return self.reply["content"]["status"]

    @property
    def error(self):
        return "\n".join(self.contents("error")[0]["traceback"])


class Kernel:
    """A running kernel; a context manager. The checkout's own is built and installed first."""

    def __init__(self, name=OWN):
        self.name = name

    def __enter__(self):
        from jupyter_client.manager import KernelManager

        if self.name == OWN:
            use_own_kernel()
        self.started = time.monotonic()
        self.manager = KernelManager(kernel_name=self.name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.connect()
        return self

    def connect(self):
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def send(self, code, **options):
        return self.client.execute(code, **options)

    def run(self, code, **options):
        """Runs a cell to its end."""
        return self.finish(self.send(code, **options))

    def finish(self, request, timeout=60):
        """Waits for the end of a cell that was sent."""
        outputs = Outputs()
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["content"].get("execution_state") == "idle":
                break
            outputs.append(message)
        while outputs.reply is None:
            reply = self.client.get_shell_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == request:
                outputs.reply = reply
        return outputs

    def wait_for(self, text, request, timeout=60):
        """Waits until a cell that was sent has printed something."""
        printed = ""
        while text not in printed:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == request:
                printed += message["content"].get("text", "")

    def answer(self, text, timeout=30):
        """Answers the next question for input; false if none comes."""
        try:
            self.client.get_stdin_msg(timeout=timeout)
        except queue.Empty:
            return False
        self.client.input(text)
        return True
