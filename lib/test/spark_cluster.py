"""Studies and selections on a cluster of Spark: a master and two workers on this machine, some of which die.

environment/test --spark runs it; Spark is fetched for it, so it is none of the other tests.
"""

import json
import os
import pathlib
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

import songs
import test_study
from checkout import ROOT, command

# What a cluster has: Spark with the libraries that it asks for itself, not in the versions that ours
# do.
HOME_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>test</groupId><artifactId>spark-home</artifactId><version>1</version><dependencies><dependency>
<groupId>org.apache.spark</groupId><artifactId>spark-sql_2.13</artifactId><version>%s</version>
</dependency></dependencies></project>"""

LOOPBACK = "127.0.0.1"


def free_port():
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


class Cluster:
    """Processes of Spark below a folder, each in a session of its own with what it starts."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "home"
        self.url = f"spark://{LOOPBACK}:{free_port()}"
        self.processes = []
        jars = self.home / "jars"
        jars.mkdir(parents=True)
        version = re.search("<spark.version>(.*)</spark.version>",
                            (ROOT / "pom.xml").read_text(encoding="utf-8"))[1]
        (self.home / "pom.xml").write_text(HOME_POM % version, encoding="utf-8")
        subprocess.run(["mvn", "-q", "-B", "dependency:build-classpath", "-Dmdep.outputFile=path"],
                       cwd=self.home, check=True)
        for jar in (self.home / "path").read_text(encoding="utf-8").split(":"):
            (jars / pathlib.Path(jar).name).symlink_to(jar)
        host, port = self.url.removeprefix("spark://").split(":")
        self.start("master.Master", "--host", host, "--port", port, "--webui-port", "0")

    def start(self, name, *arguments):
        java = pathlib.Path(os.environ.get("JAVA_HOME", ""), "bin", "java")
        with open(self.folder / f"{len(self.processes)}.log", "wb") as log:
            self.processes.append(subprocess.Popen(
                [java if java.exists() else "java", "-Xmx512m", "-cp", f"{self.home}/jars/*",
                 f"org.apache.spark.deploy.{name}", *arguments],
                stdout=log, stderr=log, cwd=self.folder, start_new_session=True,
                env={**os.environ, "SPARK_HOME": str(self.home), "SPARK_SCALA_VERSION": "2.13",
                     "SPARK_LOCAL_IP": LOOPBACK, "SPARK_NO_DAEMONIZE": "1"}))
        return self.processes[-1]

    def worker(self):
        """One with two cores, for two executors."""
        return self.start("worker.Worker", "--host", LOOPBACK, "--webui-port", "0", "-c", "2",
                          "-m", "3g", "-d", f"work{len(self.processes)}", self.url)

    def close(self):
        for process in self.processes:
            kill(process)


def kill(process):
    """Kills a process and all that it has started, as a machine's failure does."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


class SparkStudyTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct spark ")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        songs.write(cls.folder / "songs.csv")
        cls.plan = test_study.write_plan(cls.folder)
        cls.whole = cls.folder / "whole"
        result = command("ihct", "study", "--plan", cls.plan, "--out", cls.whole)
        if result.returncode:
            raise AssertionError(result.stderr)
        cls.cluster = Cluster(cls.folder)
        cls.addClassCleanup(cls.cluster.close)

    def study(self, out, plan, *more, **options):
        return self.driver("study", "--plan", plan, "--out", out, *more, **options)

    def driver(self, *arguments, **options):
        return subprocess.Popen(
            [ROOT / "environment" / "spark", *arguments, "--master", self.cluster.url,
             "--conf", f"spark.driver.host={LOOPBACK}", f"spark.driver.bindAddress={LOOPBACK}",
             "spark.executor.memory=1g"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            **options)

    def wait_for(self, driver, text):
        """Reads what a driver says until it says this."""
        said = []
        for line in driver.stdout:
            said.append(line)
            if text in line:
                return
        self.fail(f"never said {text!r}: {''.join(said)}")

    def check_same(self, out):
        self.assertEqual(self.records(self.whole), self.records(out), "in the plan's order")
        rows = sorted(f"rows/{each.name}" for each in (self.whole / "rows").iterdir())
        for name in ["verdict.csv", *rows]:
            self.assertEqual((self.whole / name).read_bytes(), (out / name).read_bytes(), name)

    @staticmethod
    def records(out):
        records = songs.figures(out)
        for record in records:
            record.pop("backend")  # tells how many threads there were
        return records

    def test_a_worker_and_the_driver_die_and_nothing_changes(self):
        moments = random.Random(11)
        out = self.folder / "spark"
        lost, other = self.cluster.worker(), self.cluster.worker()
        first = self.study(out, self.plan)
        self.wait_for(first, f"Training, {moments.randrange(1, 3)} of ")
        kill(lost)
        self.wait_for(first, f"Training, {moments.randrange(4, 6)} of ")
        kill(first)
        first.stdout.close()
        self.assertFalse((out / "verdict.csv").exists())
        begun = len((out / "results.jsonl").read_text(encoding="utf-8").splitlines())
        self.assertGreater(begun, 0)
        second = self.study(out, self.plan, "--resume")
        said, _ = second.communicate()
        self.assertEqual(0, second.returncode, said)
        self.check_same(out)
        kill(other)

    def test_songs_selected_on_executors_are_those_of_one_machine(self):
        parts = self.folder / "parts"
        parts.mkdir()
        for part in range(4):
            songs.publish(parts / f"part-{part}.csv",
                          [f"g{row % (5 + part)}" for row in range(60 + 20 * part)])
        (parts / "_SUCCESS").touch()
        options = ["--max-per-genre", "12", "--min-per-genre", "2"]
        selected, alone = self.folder / "selected.csv", self.folder / "alone.csv"
        worker = self.cluster.worker()
        self.addCleanup(kill, worker)
        driver = self.driver("select", "--data", parts, "--out", selected, *options)
        said, _ = driver.communicate()
        self.assertEqual(0, driver.returncode, said)
        result = command("ihct", "select", "--data", parts, "--out", alone, *options)
        self.assertEqual(0, result.returncode, result.stderr)
        self.assertEqual(alone.read_bytes(), selected.read_bytes())
        found = []
        for files in ([selected], sorted(parts.glob("part-*"))):
            told = self.folder / "told.json"
            result = command("ihct", "data", "--data", *files, "--json", told, *options)
            self.assertEqual(0, result.returncode, result.stderr)
            found.append(json.loads(told.read_text(encoding="utf-8"))["dataSha256"])
        self.assertEqual(*found)

    def test_what_is_wrong_on_an_executor_is_told_without_a_stack_trace(self):
        """The file of songs is one that only the driver can open: executors have no such number."""
        folder = self.folder / "gone"
        folder.mkdir()
        number = 240
        opened = os.open(self.folder / "songs.csv", os.O_RDONLY)
        os.dup2(opened, number, inheritable=True)
        self.addCleanup(os.close, number)
        os.close(opened)
        (folder / "songs.csv").symlink_to(f"/proc/self/fd/{number}")
        plan = test_study.write_plan(folder)
        worker = self.cluster.worker()
        self.addCleanup(kill, worker)
        driver = self.study(self.folder / "none", plan, pass_fds=[number])
        said, _ = driver.communicate()
        self.assertEqual(2, driver.returncode, said)
        self.assertIn("songs.csv", said)
        self.assertIn("(On ", said)
        self.assertNotIn("at ihct.", said)


if __name__ == "__main__":
    sys.exit(0 if unittest.main(exit=False, verbosity=2).result.wasSuccessful() else 1)
