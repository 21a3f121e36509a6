"""Starts sides in processes of their own."""

import json
import os
import pathlib
import shlex
import subprocess

import rows

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WORK = ROOT / "target" / "bench"


# PyTorch's libraries come from Maven and are unpacked here; DJL would look for them elsewhere.
OFFLINE = ("-Dai.djl.offline=true", f"-DDJL_CACHE_DIR={WORK / 'djl'}")


class Failed(Exception):
    """A side gave no result; the message says why."""


class Processes:
    """Knows how Java and Python are started."""

    def __init__(self, python, java, product, with_mkl, everything, options):
        self.python = python
        self.java = java
        self.product = product  # the product's class path and the benchmark's own classes
        self.with_mkl = with_mkl  # the same with Intel's matrix library
        self.everything = everything  # and its peers
        self.options = options

    def write(self, data):
        """Writes data, unless it is there from an earlier run of the same sources."""
        file = WORK / "data" / data.name
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            self._run(self._java(self.product, "ihct.bench.Data", (), [
                data.kind, str(file), *(f"{name}={value}" for name, value in data.settings)]), os.environ)
        return file

    def command(self, side):
        settings = [f"{name}={self.write(value) if isinstance(value, rows.Data) else value}"
                    for name, value in side.settings.items()]
        if side.is_python:
            return [self.python, "-B", str(HERE / side.program), *settings]
        path, options = self.everything, side.java_options
        if side.mkl:
            # JavaCPP puts Intel's library in the place of OpenBLAS in its cache, where it would meet
            # any other process that is starting: hence a cache of its own.
            path, options = self.with_mkl, (
                *options, "-Dorg.bytedeco.openblas.load=mkl",
                f"-Dorg.bytedeco.javacpp.cachedir={WORK / 'javacpp-mkl'}")
        elif side.is_ours:
            path = self.product
        peer = "ihct" if side.is_ours else side.peer
        return self._java(path, "ihct.bench.Side", options, [side.program, peer, *settings])

    def profile(self, side):
        """Runs one of our sides once more to see where its time goes."""
        return self.measure(side, {}, "profile=yes")["profile"]

    def measure(self, side, environment, *more):
        """Runs one side once; returns what it printed."""
        output = self._run([*self.command(side), *more], _environment(side, environment))
        for line in reversed(output.splitlines()):
            if line.startswith("{"):
                return json.loads(line)
        raise Failed(f"{side.peer} printed no result")

    def time_kernels(self, small):
        """Times the loops inside the JVM by JMH; returns its table."""
        quick = ["-wi", "1", "-i", "1", "-w", "200ms", "-r", "200ms"] if small else []
        output = self._run(
            self._java(self.everything, "org.openjdk.jmh.Main", (), [".*Kernels.*", *quick]),
            os.environ)
        return output[output.rindex("\nBenchmark"):]

    def _java(self, path, main, options, arguments):
        return [self.java, *self.options, *options, *OFFLINE, "-cp", path, main, *arguments]

    def _run(self, command, environment):
        result = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=WORK, env=environment)
        if result.returncode:
            lines = (result.stderr or result.stdout).strip().splitlines() or ["no message"]
            telling = [line for line in lines if "Exception" in line or "Error" in line] or lines
            raise Failed(f"exit code {result.returncode}: {telling[0]} "
                         f"({shlex.join(command[-4:])})")
        return result.stdout


def _environment(side, own):
    """The product's own settings are for the product; its peers run as their users run them."""
    result = {**os.environ, **own}
    if not side.is_ours and "OMP_WAIT_POLICY" not in own:
        result.pop("OMP_WAIT_POLICY", None)
    return result
