"""environment/third-party.txt names every library that comes along, with its licence."""

import pathlib
import re
import unittest

from checkout import ROOT, command

LIBRARY = re.compile(r"\((?P<licences>.+)\) .+ \((?P<group>[^:() ]+):(?P<name>[^:]+):(?P<version>[^: ]+) -")
#: Licences whose software may go along with ours.
KNOWN = re.compile(r"Apache|MIT|BSD|Eclipse Public|EPL|Mozilla Public|ICU|Lesser General|LGPL", re.I)


class ThirdPartyTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        result = command("ihct", "--version")  # builds, and finds the libraries
        assert result.returncode == 0, result.stderr
        text = (ROOT / "environment" / "third-party.txt").read_text(encoding="utf-8")
        cls.listed = [LIBRARY.search(line) for line in text.splitlines() if line.startswith("  ")]

    def test_every_line_is_understood(self):
        self.assertGreater(len(self.listed), 50)
        self.assertNotIn(None, self.listed)

    def test_list_is_that_of_the_class_path(self):
        paths = (ROOT / "target" / "launcher" / "runtime.classpath").read_text().strip().split(":")
        jars = [pathlib.Path(path).parts for path in paths]
        carried = {(parts[-3], parts[-2]) for parts in jars}
        listed = {(each["name"], each["version"]) for each in self.listed}
        self.assertEqual(set(), carried - listed, "renew it: mvn license:add-third-party")

    def test_licences_allow_it(self):
        for each in self.listed:
            self.assertRegex(each["licences"], KNOWN, each["name"])


if __name__ == "__main__":
    unittest.main()
