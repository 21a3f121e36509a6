"""The Dockerfile as it reads, since there may be no Docker to build it; container-check takes its steps."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from xml.etree import ElementTree

from checkout import ROOT, command

sys.path.insert(0, str(ROOT / "environment" / "container"))
import dockerfile  # noqa: E402
from changed_root import ChangedRoot  # noqa: E402

STAGES = dockerfile.stages(ROOT / "Dockerfile")
TARGETS = ("cpu", "gpu")
ENVIRONMENT = ROOT / "environment"
IGNORED = dockerfile.Ignored(ROOT / ".dockerignore")
LET_IN = list(IGNORED.files(ROOT))


def packages(*lists):
    """The names in such files as apt.txt."""
    return {line for name in lists for line in (ENVIRONMENT / name).read_text().splitlines()
            if line and not line.startswith("#")}


def installed(steps):
    """What apt-get installs in steps."""
    return {word for step in steps if step.word == "RUN"
            for names in re.findall("apt-get install (.*?) &&", step.text)
            for word in names.split() if not word.startswith("-")}


def all_steps():
    return [step for stage in STAGES.values() for step in stage.steps]


class DockerfileTest(unittest.TestCase):

    def steps(self, target):
        return dockerfile.steps_to(ROOT / "Dockerfile", target)[1]

    def test_has_both_targets_and_cpu_is_the_default(self):
        self.assertLessEqual(set(TARGETS), set(STAGES))
        self.assertEqual("cpu", list(STAGES)[-1])

    def test_base_is_pinned_to_a_day(self):
        for target in TARGETS:
            base, _ = dockerfile.steps_to(ROOT / "Dockerfile", target)
            self.assertRegex(base, r"^debian:bookworm-20\d{6}-slim$")

    def test_runs_as_user_1000(self):
        for target in TARGETS:
            users = [step.text for step in self.steps(target) if step.word == "USER"]
            self.assertEqual(["ihct"], users, target)
        account = next(s.text for s in all_steps() if s.word == "RUN" and "useradd" in s.text)
        self.assertIn("useradd --uid 1000 ", account)

    def test_serves_with_tini_a_health_check_and_its_port(self):
        for target in TARGETS:
            last = {step.word: step for step in self.steps(target)}
            self.assertEqual("tini", last["ENTRYPOINT"].argv()[0])
            start = last["ENTRYPOINT"].argv()[-1]
            self.assertTrue((ROOT / start.removeprefix("/opt/ihct/")).stat().st_mode & 0o100)
            self.assertIn("--interval=", last["HEALTHCHECK"].text)
            self.assertIn(":" + last["EXPOSE"].text + "/api", last["HEALTHCHECK"].text)

    def test_every_copied_path_exists_and_is_let_in(self):
        copies = [step for step in all_steps() if step.word == "COPY"]
        self.assertTrue(copies)
        for copy in copies:
            self.assertEqual("ihct:ihct", copy.options()["chown"])
            for source in copy.words()[:-1]:
                self.assertTrue((ROOT / source).exists(), source)
                self.assertTrue(
                    source == "." or any(f == source or f.startswith(source + "/") for f in LET_IN),
                    source + " is kept out by .dockerignore")

    def test_files_are_copied_to_where_they_stand_in_the_checkout(self):
        with tempfile.TemporaryDirectory() as folder:
            where = ChangedRoot(folder)
            Path(folder, "etc").mkdir()
            Path(folder, "etc/passwd").write_text(f"ihct:x:{os.getuid()}:{os.getgid()}:::\n")
            for step in self.steps("cpu"):
                if step.word == "COPY":
                    where.take(step, ROOT)
                elif step.word == "WORKDIR":
                    where.note([step])
            place = Path(folder, "opt/ihct")
            found = {str(f.relative_to(place)) for f in place.rglob("*") if f.is_file()}
            self.assertEqual(set(LET_IN), found)

    def test_scripts_that_it_runs_exist(self):
        for step in all_steps():
            for script in re.findall(r"environment/[\w/-]+", step.text):
                self.assertTrue((ROOT / script).is_file(), script)

    def test_gpu_is_the_default_image_with_other_variables(self):
        default = self.steps("cpu")
        self.assertEqual(default, self.steps("gpu")[:len(default)])
        more, = self.steps("gpu")[len(default):]
        self.assertEqual("ENV", more.word)
        variables = more.variables()
        self.assertEqual("gpu", variables["IHCT_DEVICE"])
        self.assertIn("compute", variables["NVIDIA_DRIVER_CAPABILITIES"])

    def test_holds_no_secret_and_turns_no_token_off(self):
        for name in ("Dockerfile", ".dockerignore", ".devcontainer/devcontainer.json",
                     "environment/container/start"):
            text = (ROOT / name).read_text()
            self.assertIsNone(
                re.search(r"(?i)(password|secret|api_key|token)\s*=\s*['\"\w]", text), name)

    def test_instructions_are_those_that_container_check_takes(self):
        self.assertLessEqual(
            {step.word for step in all_steps()},
            {"RUN", "COPY", "ARG", "ENV", "LABEL", "USER", "WORKDIR", "ENTRYPOINT", "HEALTHCHECK", "EXPOSE"})

    def test_packages_are_those_that_the_commands_ask_for(self):
        wanted = packages("apt.txt", "apt-lab.txt", "apt-notebooks.txt") | {"ca-certificates", "tini"}
        for target in TARGETS:
            self.assertEqual(wanted, installed(self.steps(target)), target)

    def test_labels_tell_what_the_project_says_of_itself(self):
        pom = ElementTree.parse(ROOT / "pom.xml").getroot()
        name = {"title": "name", "description": "description", "version": "version",
                "licenses": "licenses/license/name"}
        said = {f"org.opencontainers.image.{label}": pom.findtext("/".join(f"{{*}}{each}" for each in path.split("/")))
                for label, path in name.items()}
        for target in TARGETS:
            label, = (step for step in self.steps(target) if step.word == "LABEL")
            self.assertEqual({**said, "org.opencontainers.image.revision": "$REVISION"}, label.variables())

    def test_revision_is_an_argument_and_what_results_call_their_version(self):
        steps = self.steps("cpu")
        at = steps.index(dockerfile.Step("ARG", 'REVISION=""'))
        noted = re.search(r'"\$REVISION" >(\S+)', steps[at + 1].text)[1]
        with tempfile.TemporaryDirectory() as folder:
            for written, told in (("v1-2-gabc", "v1-2-gabc"), ("", "9.8")):
                Path(folder, noted).parent.mkdir(parents=True, exist_ok=True)
                Path(folder, noted).write_text(written)
                Path(folder, "pom.xml").write_text("  <version>9.8</version>\n")
                result = subprocess.run(
                    ["bash", "-euc", '. "$1"; root=$2; version', "test", ENVIRONMENT / "common.sh", folder],
                    capture_output=True, text=True, check=True)
                self.assertEqual(told, result.stdout.strip())

    def test_any_user_may_write_results(self):
        for target in TARGETS:
            made = " ".join(step.text for step in self.steps(target) if step.word == "RUN")
            variables = {k: v for step in self.steps(target) if step.word == "ENV"
                         for k, v in step.variables().items()}
            self.assertIn("install -d -m 1777 " + variables["IHCT_OUT"], made)


class DockerignoreTest(unittest.TestCase):

    def test_lets_in_what_the_build_needs_and_nothing_else(self):
        for needed in ("pom.xml", ".mvn/jvm.config", "environment/build", "environment/lab",
                       "environment/container/start", "lib/ihct/src/main/java/ihct/cli/Main.java", "lib/trees/pom.xml",
                       "lib/test/answers.py"):  # of environment/run --solutions
            self.assertIn(needed, LET_IN)
        for secret in (".git/config", "target/launcher/ihct.jar", "out/study/run.json", ".env",
                       "lib/ihct/src/test/java/ihct/PackageDependenciesTest.java", "songs.csv",
                       "notebooks/.ipynb_checkpoints/01.ipynb"):
            self.assertTrue(IGNORED(secret), secret)
        tops = {path.split("/")[0] for path in LET_IN}
        self.assertLessEqual(
            tops, {".mvn", "LICENSE", "README.md", "environment", "lib", "notebooks", "pom.xml"})

    def test_last_fitting_line_decides(self):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, ".dockerignore")
            file.write_text("# all\n*\n!a/b\n**/*.log\n")
            ignored = dockerfile.Ignored(file)
            self.assertEqual(
                [True, True, False, True], list(map(ignored, ["c", "a/c", "a/b/d", "a/b/x.log"])))


class DevcontainerTest(unittest.TestCase):

    def test_builds_a_target_that_exists(self):
        settings = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())
        self.assertIn(settings["build"]["target"], STAGES)
        self.assertTrue((ROOT / ".devcontainer" / settings["build"]["dockerfile"]).exists())
        self.assertEqual("ihct", settings["remoteUser"])
        steps = dockerfile.steps_to(ROOT / "Dockerfile", settings["build"]["target"])[1]
        self.assertEqual("ihct", [step.text for step in steps if step.word == "USER"][-1])

    def test_git_and_sudo_are_in_it_alone(self):
        dev, cpu = (dockerfile.steps_to(ROOT / "Dockerfile", target)[1] for target in ("dev", "cpu"))
        self.assertEqual({"git", "sudo"}, installed(dev) - installed(cpu))
        self.assertIn("NOPASSWD", dev[len(cpu) + 1].text)


class BinderTest(unittest.TestCase):
    """What repo2docker asks for; container-check --target binder takes its steps."""

    FOLDER = ROOT / ".binder"

    def test_packages_are_those_that_the_commands_ask_for(self):
        self.assertEqual(ENVIRONMENT / "apt.txt", (self.FOLDER / "apt.txt").resolve())
        for line in (self.FOLDER / "apt.txt").read_text().splitlines():
            self.assertRegex(line, r"^(#.*|[a-z0-9.+-]+)$")

    def test_it_wins_over_the_dockerfile(self):
        self.assertEqual({"apt.txt", "postBuild", "start"}, {each.name for each in self.FOLDER.iterdir()})
        self.assertFalse((ROOT / "binder").exists(), "repo2docker refuses both")

    def test_scripts_can_be_started(self):
        for script in ("postBuild", "start"):
            self.assertTrue((self.FOLDER / script).stat().st_mode & 0o100, script)

    def test_notebooks_are_small_unless_the_reader_says_otherwise(self):
        for asked, profile in ({}, "smoke"), ({"IHCT_PROFILE": "default"}, "default"):
            result = subprocess.run([self.FOLDER / "start", "printenv", "IHCT_PROFILE"], capture_output=True,
                                    text=True, check=True, env={"PATH": os.environ["PATH"], **asked})
            self.assertEqual(profile, result.stdout.strip())


class DeviceTest(unittest.TestCase):

    def data(self, *options, device):
        """Looks at songs on a device, where no driver is to be found."""
        return command("ihct", "data", "--data", "simulated", *options, IHCT_DEVICE=device,
                       IHCT_JVM_OPTIONS="-Dihct.cuda=/nowhere/libcuda.so.1")

    def test_card_without_driver_is_refused_by_option_and_by_variable(self):
        for result in (self.data(device="gpu"), self.data("--device", "gpu", device="cpu")):
            self.assertEqual(2, result.returncode, result.stderr)
            self.assertIn("No NVIDIA driver was found", result.stderr)
            self.assertIn("IHCT_DEVICE=cpu", result.stderr)

    def test_option_counts_more_than_variable(self):
        result = self.data("--device", "cpu", device="gpu")
        self.assertEqual(0, result.returncode, result.stderr)

    def test_build_is_the_same_for_every_device(self):
        result = command("build", "--device", "gpu")
        self.assertEqual(2, result.returncode)
        self.assertIn("takes no options", result.stderr)
