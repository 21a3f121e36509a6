"""What stands beside the code: how to cite it, forms, and the machines whose libraries there are."""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import yaml

from checkout import ROOT, command

POM = (ROOT / "pom.xml").read_text(encoding="utf-8")
VERSION = re.search("<version>(.*)</version>", POM)[1]


def read(file):
    return yaml.safe_load(file.read_text(encoding="utf-8"))


class CitationTest(unittest.TestCase):
    """By the Citation File Format 1.2.0."""

    def test_it_has_what_the_format_asks_for(self):
        citation = read(ROOT / "CITATION.cff")
        self.assertEqual("1.2.0", citation["cff-version"])
        self.assertEqual(VERSION, citation["version"])
        self.assertIn(f"<name>{citation['license']}</name>", POM)
        for work in [citation, *citation["references"]]:
            for field in ("title", "authors"):
                self.assertTrue(work[field], field)
            for author in work["authors"]:
                self.assertLessEqual(author.keys(), {"name", "family-names", "given-names",
                                                     "name-particle"})
        self.assertTrue(citation["message"])

    def test_the_page_cites_the_same(self):
        page = (ROOT / "lib" / "doc" / "method.md").read_text(encoding="utf-8")
        self.assertIn(f"version {VERSION}", page)
        for work in read(ROOT / "CITATION.cff")["references"]:
            self.assertIn(work["url"], page)


class FormsTest(unittest.TestCase):

    def test_forms_ask_for_something(self):
        forms = [form for form in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml")
                 if form.name != "config.yml"]
        self.assertGreater(len(forms), 1)
        for form in forms:
            with self.subTest(form=form.name):
                content = read(form)
                self.assertTrue(content["name"] and content["description"])
                questions = [each["id"] for each in content["body"]]
                self.assertEqual(len(set(questions)), len(questions))
                self.assertTrue(any(each.get("validations", {}).get("required")
                                    for each in content["body"]))

    def test_updates_are_looked_for_where_versions_stand(self):
        for update in read(ROOT / ".github" / "dependabot.yml")["updates"]:
            file = {"maven": "pom.xml", "docker": "Dockerfile",
                    "github-actions": ".github/workflows/site.yml"}[update["package-ecosystem"]]
            self.assertTrue((ROOT / update["directory"].strip("/") / file).is_file())


class MachinesTest(unittest.TestCase):
    """Maven takes the native libraries of the machine that it runs on, as Java names it."""

    MACHINES = {("Linux", "amd64"): "linux-x86_64", ("Linux", "aarch64"): "linux-arm64",
                ("Mac OS X", "x86_64"): "macosx-x86_64", ("Mac OS X", "aarch64"): "macosx-arm64"}

    def project(self, folder):
        """What the library needs of others, as a project that no other test builds."""
        pom = (ROOT / "lib" / "ihct" / "pom.xml").read_text(encoding="utf-8")
        pom = re.sub(r"<dependency>\s*<groupId>ihct</groupId>.*?</dependency>", "", pom, flags=re.S)
        parent = os.path.relpath(ROOT / "pom.xml", folder)
        pom = pom.replace("<relativePath>../../pom.xml<", f"<relativePath>{parent}<")
        pathlib.Path(folder, "pom.xml").write_text(pom, encoding="utf-8")

    def test_each_machine_gets_its_own(self):
        command("ihct", "--version")  # fetches what Maven itself needs
        with tempfile.TemporaryDirectory() as folder:
            self.project(folder)
            for (system, processor), platform in self.MACHINES.items():
                with self.subTest(machine=platform):
                    result = subprocess.run(
                        ["mvn", "-o", "-B", "dependency:build-classpath",
                         "-DincludeScope=runtime"],
                        env={**os.environ,
                             "JAVA_TOOL_OPTIONS": f"-Dos.name='{system}' -Dos.arch={processor}"},
                        cwd=folder, capture_output=True, text=True, check=False)
                    # Where they are not here, Maven says what it has not got.
                    found = set(re.findall(r"(?:linux|macosx)-(?:arm64|x86_64)", result.stdout))
                    self.assertEqual({platform}, found, result.stdout[-2000:])


if __name__ == "__main__":
    unittest.main()
