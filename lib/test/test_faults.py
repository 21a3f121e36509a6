"""What happens to machines: full and read-only disks, no network; and what must never happen."""

import hashlib
import io
import json
import math
import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile
import unittest
import zipfile

import numpy

import songs
from checkout import ROOT, command

IHCT = ROOT / "environment" / "ihct"

# Deserialises a harmless object.
DESERIALISER = """
import java.io.*;
class Deserialiser {
  public static void main(String[] none) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new java.util.ArrayList<String>());
    }
    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
  }
}
"""
NOTHING = "-Djdk.serialFilter=!*"

# Brings the loopback device of a fresh network namespace up, then does what it is told.
LOOPBACK = """
import fcntl, os, socket, struct, sys
with socket.socket() as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sh", b"lo", 0x41))  # SIOCSIFFLAGS, up and running
os.execv(sys.argv[1], sys.argv[1:])
"""


def namespaces(kind):
    """Whether this machine lets us make namespaces, as root or as anybody."""
    unshare = shutil.which("unshare")
    return unshare and not subprocess.run(
        [unshare, "-r", kind, "true"], capture_output=True, check=False).returncode


class Folder(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="ihct faults ")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        cls.songs = cls.folder / "songs.csv"
        songs.write(cls.songs)

    @classmethod
    def begin(cls, out, models):
        return ["run", "--data", cls.songs, *songs.OPTIONS, "--models", models, "--epochs", "2",
                "--out", out]


@unittest.skipUnless(namespaces("-m"), "no mount namespaces here")
class DiskTest(Folder):
    """In a mount namespace of their own, disks can be made as small and as read-only as wanted."""

    def in_namespace(self, *lines):
        script = "\n".join(["set -u", f"cd {shlex.quote(str(self.folder))}", *lines])
        return subprocess.run(["unshare", "-rm", "bash", "-c", script], capture_output=True,
                              text=True, check=False)

    def ihct(self, *arguments):
        return shlex.join(map(str, [IHCT, *arguments]))

    def records(self, file):
        return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]

    def test_full_disk_is_told_and_the_run_goes_on_once_there_is_room(self):
        begin = self.begin("disk/run", "centroid,tree,forest,dense")
        done = self.in_namespace(
            "mkdir -p disk && mount -t tmpfs -o size=1m tmpfs disk",
            self.ihct(*begin), "echo $? >first.code",
            "cp disk/run/results.jsonl first.jsonl; cp disk/run/results.csv first.csv",
            "ls disk/run/models >first.models; ls disk/run/checkpoints/* >first.checkpoints",
            "mount -o remount,size=64m disk",
            self.ihct("run", "--resume", "--out", "disk/run"), "echo $? >second.code",
            "cp disk/run/results.jsonl second.jsonl")
        self.assertEqual("1", (self.folder / "first.code").read_text().strip(), done.stderr)
        self.assertRegex(done.stderr, r"disk/run\S* could not be written: No space left on device\. "
                                      r"What was complete before is intact\.")
        self.assertIn("Go on with: environment/ihct run --resume", done.stderr)
        self.assertNotIn("not your mistake", done.stderr)
        first = self.records(self.folder / "first.jsonl")
        self.assertEqual(["centroid", "tree", "forest"], [each["model"] for each in first])
        self.assertEqual(4, len((self.folder / "first.csv").read_text().splitlines()))
        self.assertEqual("centroid.zip\nforest.zip\ntree.zip\n",
                         (self.folder / "first.models").read_text())
        self.assertNotIn(".new", (self.folder / "first.checkpoints").read_text())
        self.assertEqual("0", (self.folder / "second.code").read_text().strip(), done.stderr)
        second = self.records(self.folder / "second.jsonl")
        self.assertEqual(first, second[:3])
        self.assertEqual("dense", second[3]["model"])

    def test_read_only_folder_is_told(self):
        done = self.in_namespace(
            "mkdir -p still && mount -t tmpfs -o size=16m tmpfs still",
            self.ihct(*self.begin("still/run", "centroid")),
            "cp still/run/results.jsonl before.jsonl",
            "mount -o remount,ro still",
            self.ihct(*self.begin("still/other", "centroid")), "echo $? >other.code",
            self.ihct("run", "--resume", "--out", "still/run"), "echo $? >resumed.code",
            self.ihct(*self.begin("still/run", "tree"), "--force"), "echo $? >forced.code",
            "cp still/run/results.jsonl after.jsonl")
        for code in ("other", "resumed", "forced"):
            self.assertEqual("1", (self.folder / f"{code}.code").read_text().strip(), code)
        self.assertEqual(3, done.stderr.count(
            "could not be written: Read-only file system. What was complete before is intact."),
            done.stderr)
        self.assertEqual((self.folder / "before.jsonl").read_text(),
                         (self.folder / "after.jsonl").read_text())


    def test_native_library_that_may_not_be_started_is_told(self):
        done = self.in_namespace(
            "mkdir -p locked && mount -t tmpfs -o noexec,size=900m tmpfs locked",
            "export IHCT_JVM_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=locked",
            self.ihct(*self.begin("locked/run", "dense")), "echo $? >library.code")
        self.assertEqual("1", (self.folder / "library.code").read_text().strip(), done.stderr)
        self.assertIn("native library for linux", done.stderr)
        self.assertIn("-Dorg.bytedeco.javacpp.cachedir=FOLDER in IHCT_JVM_OPTIONS", done.stderr)
        self.assertNotIn("\tat ", done.stderr)

    def test_read_only_checkout_serves(self):
        root = shlex.quote(str(ROOT))
        done = self.in_namespace(
            f"mount --bind {root} {root} && mount -o remount,ro,bind {root}",
            "mkdir -p home; export HOME=$PWD/home; unset XDG_CACHE_HOME",
            self.ihct(*self.begin("elsewhere", "centroid"), "--quiet"), "echo $? >there.code",
            f"{root}/environment/run", "echo $? >nowhere.code",
            f". {root}/environment/common.sh; own_folder >own")
        self.assertEqual("0", (self.folder / "there.code").read_text().strip(), done.stderr)
        self.assertEqual("2", (self.folder / "nowhere.code").read_text().strip(), done.stderr)
        self.assertIn("name a folder of your own by --out DIR", done.stderr)
        self.assertTrue((self.folder / "own").read_text().startswith(
            str(self.folder / "home" / ".cache" / "ihct")))


@unittest.skipUnless(pathlib.Path("/dev/full").exists(), "no /dev/full here")
class LostOutputTest(unittest.TestCase):

    def test_full_disk_and_closed_pipe_are_told_by_every_script(self):
        for script in ("ihct", "run", "bench", "lab"):
            with open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([ROOT / "environment" / script, "--help"], stdout=full,
                                      stderr=subprocess.PIPE, text=True, check=False)
            self.assertEqual(1, done.returncode, script)
            self.assertIn("No space left on device", done.stderr)
            self.assertNotIn("Traceback", done.stderr)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([IHCT, "--help"], stdout=writer, stderr=subprocess.PIPE, text=True,
                              check=False)
        os.close(writer)
        self.assertEqual(1, done.returncode)
        self.assertIn("Standard output could not be written: Broken pipe.", done.stderr)


class ThreadsTest(Folder):

    def test_openmp_list_counts_by_its_first_number_and_nonsense_is_refused(self):
        begin = self.begin(self.folder / "threads", "dense")
        refused = command("ihct", *begin, OMP_NUM_THREADS="-1")
        self.assertEqual(2, refused.returncode, refused.stderr)
        self.assertIn('OMP_NUM_THREADS is "-1"; set it to a whole number', refused.stderr)
        taken = command("ihct", *begin, OMP_NUM_THREADS="1, 2")
        self.assertEqual(0, taken.returncode, taken.stderr)


@unittest.skipUnless(namespaces("-n"), "no network namespaces here")
class NoNetworkTest(Folder):
    """In a network namespace with nothing but a loopback device."""

    def alone(self, *arguments):
        return subprocess.run(
            ["unshare", "-rn", "/usr/bin/env", "python3", "-c", LOOPBACK, *map(str, arguments)],
            capture_output=True, text=True, check=False)

    def test_there_is_none(self):
        result = self.alone("/usr/bin/env", "python3", "-c",
                            "import socket; socket.create_connection(('192.0.2.1', 80), 5)")
        self.assertIn("unreachable", result.stderr)

    def test_commands_need_none(self):
        result = self.alone(IHCT, *self.begin(self.folder / "alone", "centroid,dense,rnn"))
        self.assertEqual(0, result.returncode, result.stderr)

    def test_notebooks_need_none(self):
        result = self.alone("/usr/bin/env", "IHCT_PROFILE=smoke", ROOT / "environment" / "run",
                            "--notebooks", "02", "--out", self.folder / "pages")
        self.assertEqual(0, result.returncode, result.stdout + result.stderr)


class MemoryTest(Folder):

    def test_what_runs_out_is_named_with_its_setting(self):
        result = command("ihct", "run", "--data", "simulated", "--scale", "paper", "--models",
                         "centroid", "--out", self.folder / "small",
                         IHCT_JVM_OPTIONS="-Xmx64m -Xms64m")
        self.assertEqual(1, result.returncode)
        self.assertRegex(
            result.stderr,
            r"Out of memory \(Simulating songs\): 0\.1 GiB may be taken by Java's own objects, and "
            r"it needs more\. Allow it, for instance by IHCT_JVM_OPTIONS=-Xmx1g, or give fewer rows")

    def test_networks_that_run_out_are_named_with_theirs(self):
        result = command("ihct", *self.begin(self.folder / "narrow", "centroid,dense"),
                         IHCT_JVM_OPTIONS="-Dorg.bytedeco.javacpp.maxbytes=500k")
        self.assertEqual(1, result.returncode)
        self.assertIn("Out of memory (Training dense): ", result.stderr)
        self.assertIn("may be taken for networks", result.stderr)
        self.assertIn("IHCT_JVM_OPTIONS=-Dorg.bytedeco.javacpp.maxbytes=", result.stderr)
        results = (self.folder / "narrow" / "results.jsonl").read_text()
        self.assertEqual(1, len(results.splitlines()), "the model before is kept")


class ModelFileTest(Folder):

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.out = cls.folder / "run"
        result = command(
            "ihct", *cls.begin(cls.out, "random,majority,centroid,tree,forest,dense,stacknet,rnn"))
        assert result.returncode == 0, result.stderr

    def test_any_language_can_read_and_check_the_files(self):
        for file in sorted((self.out / "models").iterdir()):
            with zipfile.ZipFile(file) as model:
                self.assertIsNone(model.testzip())
                names = set(model.namelist())
                for line in model.read("SHA256SUMS").decode().splitlines():
                    checksum, name = line.split("  ")
                    names.remove(name)
                    self.assertEqual(hashlib.sha256(model.read(name)).hexdigest(), checksum, name)
                self.assertEqual({"SHA256SUMS"}, names)
                self.assertEqual(file.stem, json.loads(model.read("model.json"))["kind"])
                run = json.loads(model.read("run.json"))
                run.pop("inverseTemperatures", None) # the model's own
                self.assertEqual(json.loads((self.out / "run.json").read_text()), run)

    def test_numpy_reads_all_arrays_of_a_file_by_name(self):
        for file in sorted((self.out / "models").iterdir()):
            with zipfile.ZipFile(file) as model, numpy.load(file) as arrays:
                names = {name[:-4] for name in model.namelist() if name.endswith(".npy")}
                self.assertEqual(names, {name for name in arrays if not name.endswith(".json")
                                         and name != "SHA256SUMS"})
                self.assertTrue(names or file.stem == "random", file)
                for name in names:
                    array = arrays[name]
                    self.assertIn(array.dtype, (numpy.int32, numpy.float32, numpy.float64), name)
                    self.assertEqual(1, array.ndim, name)
                    saved = io.BytesIO()
                    numpy.save(saved, array)
                    self.assertEqual(saved.getvalue(), model.read(name + ".npy"), name)

    def test_arrays_mean_what_is_documented(self):
        with numpy.load(self.out / "models" / "centroid.zip") as model:
            settings = json.loads(model["model.json"])["settings"]
            means = model["means"].reshape(-1, settings["features"])
            self.assertEqual(means.shape, (settings["means"], settings["features"]))
            self.assertEqual(sorted(model["genres"]), list(model["genres"]))
        with numpy.load(self.out / "models" / "forest.zip") as model:
            trees = json.loads(model["model.json"])["settings"]["trees"]
            for tree in range(1, trees + 1):
                self.assertEqual(len(model[f"tree-{tree}/threshold"]),
                                 len(model[f"tree-{tree}/feature"]))

    def test_weights_are_as_documented(self):
        with numpy.load(self.out / "models" / "dense.zip") as model:
            settings = json.loads(model["model.json"])["settings"]
            weights = model["weights"].tolist()
        widths = [settings["features"], 256, 256, 256, settings["classes"]]
        self.assertEqual(sum((a + 1) * b for a, b in zip(widths, widths[1:])), len(weights))
        answer = self.predict("dense", "1.0,2.0,0.5").splitlines()[1:]
        expected = self.forward(widths, weights, [1.0, 2.0, 0.5])
        for line in answer:
            genre, probability = line.split(",")[-2:]
            self.assertAlmostEqual(expected[genre], float(probability), places=4)

    def predict(self, model, row):
        new = self.folder / "new.csv"
        new.write_text(f"a,b,c\n{row}\n")
        result = command("ihct", "predict", "--run", self.out, "--model", model, "--data", new,
                         IHCT_JVM_OPTIONS=NOTHING)
        self.assertEqual(0, result.returncode, result.stderr)
        return result.stdout

    def forward(self, widths, weights, song):
        """The network in plain Python, from the words of files.md alone."""
        run = json.loads((self.out / "run.json").read_text())
        values = [(value - each["mean"]) / each["standardDeviation"]
                  for value, each in zip(song, run["scaling"])]
        start = 0
        for layer, (inputs, outputs) in enumerate(zip(widths, widths[1:])):
            biases = start + inputs * outputs
            sums = [weights[biases + j] + sum(
                values[i] * weights[start + j * inputs + i] for i in range(inputs))
                for j in range(outputs)]
            values = [max(0.0, each) for each in sums] if layer < len(widths) - 2 else sums
            start = biases + outputs
        powers = [math.exp(each - max(values)) for each in values]
        return {genre: power / sum(powers) for genre, power in zip(run["genres"], powers)}

    def test_nothing_is_deserialised(self):
        """A filter that rejects every object changes nothing."""
        program = self.folder / "Deserialiser.java"
        program.write_text(DESERIALISER)
        java = pathlib.Path(os.environ.get("JAVA_HOME", "/usr")) / "bin" / "java"
        rejected = subprocess.run([java, NOTHING, program], capture_output=True, text=True,
                                  check=False)
        self.assertIn("InvalidClassException: filter status: REJECTED", rejected.stderr)
        for model in ("random", "majority", "centroid", "tree", "forest", "dense", "stacknet",
                      "rnn", "rnn-greedy"):
            self.predict(model, "1,2,3")

    def test_damaged_file_is_refused_by_name(self):
        moved = self.folder / "damaged.zip"
        content = bytearray((self.out / "models" / "dense.zip").read_bytes())
        content[len(content) // 2] ^= 1
        moved.write_bytes(content)
        result = command("ihct", "evaluate", "--model", moved, "--data", self.songs)
        self.assertEqual(2, result.returncode)
        self.assertIn(f"{moved} is not a readable model: the checksum of weights.npy is wrong.",
                      result.stderr)


if __name__ == "__main__":
    unittest.main()
