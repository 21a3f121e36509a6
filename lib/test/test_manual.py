"""Manual pages of the commands, and their completion in bash."""

import re
import subprocess
import unittest

from checkout import ROOT, command


class ManualTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.said = command("manual")
        assert cls.said.returncode == 0, cls.said.stderr
        cls.folder = ROOT / "target" / "manual"
        listed = command("ihct", "--help").stdout.partition("Commands:\n")[2].partition("\n\n")[0]
        cls.commands = re.findall(r"^  (\w+) ", listed, re.MULTILINE)

    def completed(self, *words):
        """What bash offers for the last of these words."""
        line = " ".join(words)
        script = f"""
            . '{self.folder}/ihct.bash'
            COMP_WORDS=({' '.join(repr(word) for word in words)}) COMP_CWORD={len(words) - 1}
            COMP_LINE={line!r} COMP_POINT={len(line)}
            _complete_ihct
            printf '%s\\n' "${{COMPREPLY[@]}}"
            complete -p ihct >&2
            """
        result = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
        self.assertIn("_complete_ihct", result.stderr)
        return result.stdout.split()

    def test_each_command_has_a_page(self):
        self.assertGreater(len(self.commands), 8)
        pages = {page.name for page in (self.folder / "man1").iterdir()}
        self.assertEqual({"ihct.1", *(f"ihct-{name}.1" for name in self.commands)}, pages)

    def test_page_says_what_help_says(self):
        page = (self.folder / "man1" / "ihct-predict.1").read_text(encoding="utf-8")
        text = re.sub(r"\s+", " ", page.replace("\\", ""))  # what escapes in troff, before - and .
        for sentence in ("Predicts the genres of new rows, which need no label.",
                         "Genres, or clusters, per row, at least 1 (default: 5).",
                         "ihct predict --run out/dataset --model dense --data new.csv --top 5"):
            self.assertIn(sentence, text)

    def test_commands_and_options_are_completed(self):
        self.assertLessEqual(set(self.commands), set(self.completed("ihct", "")))
        self.assertEqual(["predict"], self.completed("ihct", "pre"))
        self.assertIn("--forest-trees", self.completed("ihct", "run", "--f"))
        self.assertNotIn("--forest-trees", self.completed("ihct", "data", "--f"))

    def test_words_that_options_take_are_completed(self):
        self.assertEqual(["wpgma", "ward"], self.completed("ihct", "tree", "--linkage", "w"))
        self.assertEqual(["names", "none"], self.completed("ihct", "run", "--tree", "n"))
        self.assertEqual(["track"], self.completed("ihct", "run", "--split", "t"))
        self.assertEqual(["rank-gauss"], self.completed("ihct", "run", "--encoding", "r"))
        self.assertEqual([], self.completed("ihct", "tree", "--tree-seed", ""))
        for function in (self.folder / "ihct.bash").read_text(encoding="utf-8").split("\nfunction "):
            lists = re.findall(r"^  local (\w+)_option_args=", function, re.MULTILINE)
            self.assertEqual(sorted(set(lists)), sorted(lists), "two options whose values are called alike")

    def test_lines_that_it_prints_work(self):
        self.assertIn(f'. "{self.folder}/ihct.bash"', self.said.stdout)
        self.assertEqual(2, command("manual", "--all").returncode)


if __name__ == "__main__":
    unittest.main()
