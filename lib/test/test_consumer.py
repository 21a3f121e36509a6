"""A project of somebody's that takes the library, the trees or the kernel as a Maven dependency."""

import collections
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from xml.etree import ElementTree

from checkout import ROOT, command

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLE = ROOT / "lib" / "ihct" / "src" / "main" / "java" / "ihct" / "models" / "package-info.java"
ARTIFACTS = {"ihct-trees": "trees", "ihct-kernel": "kernel", "ihct": "ihct"}
#: What the project's own commands and notebooks need, and the library does not.
OPTIONAL = ("picocli", "progressbar", "pebble", "smile", "slf4j-nop", "tablesaw-jsplot", "jjava")
MOST_BYTES = 190 << 20
POM = {"m": "http://maven.apache.org/POM/4.0.0"}


class Published:
    """The project as somebody publishes it under a group of their own, and who depends on it."""

    def __init__(self, folder):
        self.folder = folder
        contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
        self.renaming, self.group = re.search(
            r"^(sed .*<groupId>(io\.[^<]+)<.*)$", contributing, re.M).groups()
        self.repository = folder / "repository"
        self.link(self.libraries(), self.repository, self.group.split("."))
        self.first, self.second = self.project("first"), self.project("another place")
        self.maven(self.first, "-Prelease", "install", "-Dgpg.skip")
        self.maven(self.second, "-Prelease", "package", "-Dmaven.javadoc.skip", TZ="Asia/Tokyo")

    @staticmethod
    def libraries():
        """Maven's local repository, as it is told by what lies there."""
        command("ihct", "--version")  # builds, and fetches the libraries
        paths = (ROOT / "target" / "launcher" / "runtime.classpath").read_text().strip().split(":")
        picocli, = (path for path in paths if "/picocli/" in path)
        return pathlib.Path(picocli).parents[4]

    def link(self, libraries, own, group):
        """A local repository with the libraries of that one, and room for our group."""
        own.mkdir()
        for each in libraries.iterdir():
            if each.name != group[0]:
                (own / each.name).symlink_to(each)
        if len(group) > 1:
            inner = libraries / group[0]
            inner.mkdir(exist_ok=True)
            self.link(inner, own / group[0], group[1:])

    def project(self, name):
        project = self.folder / name
        for each in ("pom.xml", "LICENSE", ".mvn", "environment/kernel",
                     *(f"lib/{module}" for module in ARTIFACTS.values())):
            source, target = ROOT / each, project / each
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("target", "test"))
            else:
                shutil.copy(source, target)
        subprocess.run(self.renaming, shell=True, cwd=project, check=True)
        return project

    def maven(self, project, *arguments, **variables):
        result = subprocess.run(
            ["mvn", "-q", "-B", f"-Dmaven.repo.local={self.repository}", "-Dmaven.test.skip",
             "-Dspotless.check.skip", *arguments],
            env={**os.environ, **variables}, cwd=project,
            capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout[-3000:]

    def class_path(self, *artifacts, logger="slf4j-simple"):
        """What a project gets that depends on these, and on a library of its choice to log by."""
        project = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        own = [(self.group, artifact, "0.1.0") for artifact in artifacts]
        slf4j = read(ROOT / "pom.xml").find("m:properties/m:slf4j.version", POM).text
        wanted = [*own, *([("org.slf4j", logger, slf4j)] if logger else [])]
        dependencies = "".join(
            f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
            f"<version>{version}</version></dependency>" for group, artifact, version in wanted)
        (project / "pom.xml").write_text(
            (HERE / "consumer.xml").read_text(encoding="utf-8").replace("@DEPENDENCIES@", dependencies))
        self.maven(project, "dependency:build-classpath", "-Dmdep.outputFile=class.path")
        return (project / "class.path").read_text(encoding="utf-8").split(":")


def read(pom):
    return ElementTree.parse(pom).getroot()


def example():
    """The lines of Javadoc, in a program with numbers and labels of which it learns."""
    lines = re.search(r"<pre>\{@code\n(.*?)\}</pre>", EXAMPLE.read_text(encoding="utf-8"), re.S)[1]
    imports, lines = re.sub(r"^ \* ?", "", lines, flags=re.M).split("\n\n")
    return f"""{imports}
import java.util.*;

public final class Consumer {{
  public static void main(String[] arguments) {{
    Random random = new Random(7);
    double[][] x = new double[600][4];
    List<String> labels = new ArrayList<>();
    for (double[] row : x) {{
      int label = labels.size() % 6;
      for (int j = 0; j < row.length; j++) {{
        row[j] = (label + j) % 6 + random.nextGaussian();
      }}
      labels.add("class " + label);
    }}
{lines}
    org.slf4j.LoggerFactory.getLogger("consumer").info("logged by my own");
  }}
}}
"""


def java(class_path, *arguments, **options):
    return subprocess.run(["java", "-cp", ":".join(map(str, class_path)), *arguments],
                          capture_output=True, text=True, check=False, **options)


def names(class_path):
    return [pathlib.Path(path).name for path in class_path]


def setUpModule():
    global published
    temporary = tempfile.TemporaryDirectory(prefix="ihct consumer ")
    unittest.addModuleCleanup(temporary.cleanup)
    published = Published(pathlib.Path(temporary.name))


class LibraryTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.path = published.class_path("ihct")
        cls.program = published.folder / "Consumer.java"
        cls.program.write_text(example(), encoding="utf-8")

    def test_lines_of_javadoc_give_what_they_give_in_the_project(self):
        result = java(self.path, self.program)
        self.assertEqual(0, result.returncode, result.stderr)
        scores, best = result.stdout.splitlines()
        self.assertGreater(float(re.search(r"top-1 ([\d.]+) %", scores)[1]), 50)
        self.assertEqual(5, best.count("class "), best)
        target = [ROOT / "lib" / module / "target" / "classes" for module in ("ihct", "trees")]
        own = (ROOT / "target" / "launcher" / "runtime.classpath").read_text().strip()
        self.assertEqual(result.stdout, java([*target, own], self.program).stdout)

    def test_logs_are_the_consumers(self):
        providers = []
        for jar in self.path:
            with zipfile.ZipFile(jar) as packed:
                providers += [name for name in packed.namelist()
                              if name == "META-INF/services/org.slf4j.spi.SLF4JServiceProvider"]
        self.assertEqual(1, len(providers))
        said = java(self.path, self.program).stderr
        self.assertIn("INFO consumer - logged by my own", said)
        self.assertNotIn("SLF4J(", said)

    def test_versions_are_those_that_are_tested(self):
        managed = read(ROOT / "pom.xml").findall("m:dependencyManagement//m:dependency", POM)
        properties = read(ROOT / "pom.xml").find("m:properties", POM)
        tested = set()
        for each in managed:
            artifact, version = (each.find(f"m:{name}", POM).text for name in ("artifactId", "version"))
            held = re.fullmatch(r"\$\{(.*)\}", version)
            version = properties.find(f"m:{held[1]}", POM).text if held else version
            tested.add(f"{artifact}-{version}.jar")
        self.assertEqual(set(), tested - set(names(self.path)))

    def test_least_that_works_comes_along(self):
        self.assertEqual([], [name for name in names(self.path) if name.startswith(OPTIONAL)])
        size = sum(pathlib.Path(path).stat().st_size for path in self.path)
        print(f"{len(self.path)} jars, {size >> 20} MiB", end=" ", flush=True)
        self.assertLess(size, MOST_BYTES)


class PartsTest(unittest.TestCase):

    def test_trees_need_nothing(self):
        jar, = published.class_path("ihct-trees", logger=None)
        program = published.folder / "Trees.java"
        program.write_text("""
            import ihct.hierarchy.*;
            import ihct.linkage.*;
            public final class Trees {
              public static void main(String[] arguments) {
                double[][] x = {{0}, {1}, {5}, {7}};
                Dendrogram tree = Agglomerative.cluster(x, Metric.EUCLIDEAN, LinkageRule.SINGLE);
                System.out.println(tree.merges());
                System.out.println(Ihct.of(tree, TierSchedule.powersOfTwo(4)).schedule());
              }
            }
            """, encoding="utf-8")
        result = java([jar], program)
        self.assertIn("[2, 4]", result.stdout, result.stderr)

    def test_kernel_runs_beside_the_library(self):
        path = published.class_path("ihct", "ihct-kernel")
        said = java(path, "ihct.kernel.WarmUp")
        self.assertEqual(0, said.returncode, said.stderr)

    def test_kernel_alone_is_small(self):
        path = published.class_path("ihct-kernel", logger=None)
        others = ("nd4j", "tablesaw", "slf4j-nop")
        self.assertEqual([], [name for name in names(path) if name.startswith(others)])


class JarTest(unittest.TestCase):

    def jars(self, project):
        return sorted(file for module in ARTIFACTS.values()
                      for file in (project / "lib" / module / "target").glob("*.jar"))

    def test_each_has_its_licence_and_is_a_module_of_its_own(self):
        packages = collections.Counter()
        for artifact, module in ARTIFACTS.items():
            jar = published.first / "lib" / module / "target" / f"{artifact}-0.1.0.jar"
            with zipfile.ZipFile(jar) as packed:
                self.assertEqual((ROOT / "LICENSE").read_bytes(), packed.read("META-INF/LICENSE"))
                packages.update({os.path.dirname(name) for name in packed.namelist()
                                 if name.endswith(".class")})
            said = subprocess.run(["jar", "--describe-module", "--file", jar],
                                  capture_output=True, text=True, check=True).stdout
            self.assertIn(f"{artifact.replace('-', '.')}@0.1.0 automatic", said)
        self.assertEqual([], [name for name, count in packages.items() if count > 1])

    def test_sources_javadoc_and_list_of_parts_come_along(self):
        for artifact, module in ARTIFACTS.items():
            target = published.first / "lib" / module / "target"
            for kind, entry in (("sources", "META-INF/LICENSE"), ("javadoc", "index.html")):
                with zipfile.ZipFile(target / f"{artifact}-0.1.0-{kind}.jar") as packed:
                    self.assertIn(entry, packed.namelist())
            parts = ElementTree.parse(target / "bom.xml").getroot()
            self.assertRegex(parts.tag, "cyclonedx")
            self.assertTrue((target / "bom.json").is_file())

    def test_two_builds_give_the_same_bytes(self):
        sums = [{file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                 for file in self.jars(project)}
                for project in (published.second, published.first)]
        self.assertEqual(6, len(sums[0]))
        self.assertEqual(sums[0], {name: sums[1][name] for name in sums[0]})

    def test_maven_central_finds_what_it_asks_for(self):
        pom = read(published.first / "pom.xml")
        for each in ("name", "description", "url", "licenses/m:license/m:url",
                     "developers/m:developer/m:name", "scm/m:connection", "scm/m:url"):
            self.assertTrue(pom.find(f"m:{each}", POM).text.strip(), each)
        for module in ARTIFACTS.values():
            text = (published.first / "lib" / module / "pom.xml").read_text(encoding="utf-8")
            self.assertNotIn("<groupId>ihct<", text)
            self.assertRegex(text, "<name>.+</name>\\s+<description>.+</description>")
        self.assertNotIn("example.org/", (published.first / "pom.xml").read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
