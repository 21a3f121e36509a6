"""Trees of the command line: files that other programs read, and trees of many genres."""

import pathlib
import tempfile
import unittest

import dendropy

import songs
from checkout import command

# Blanks outside ASCII, quotes and signs that formats of trees give a meaning.
_NAMES = ("plain", "drum and bass", "rock 'n' roll", "a_b", "r&b", '"live"', "a=b", "back\\slash",
          "[x] (y), {z}: w;", "アニメ\u3000ソング", "k-pop", "x\u2028y", "\u2003z", "#1", "'")


class TreesTest(unittest.TestCase):

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="ihct trees ")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def test_dendropy_reads_the_names(self):
        # ETE 3.1 and Biopython 1.80 read them too, but for "rock 'n' roll" and "'": they do not
        # know the doubled quote of the standard. They weigh 70 MB with what they need, so by hand:
        #   ete3.Tree("tree.nwk", format=1, quoted_node_names=True).get_leaf_names()
        #   [leaf.name for leaf in Bio.Phylo.read("tree.nwk", "newick").get_terminals()]
        songs.publish(self.folder / "songs.csv", _NAMES)
        made = command("ihct", "tree", "--data", self.folder / "songs.csv", "--out",
                       self.folder / "tree")
        self.assertEqual(0, made.returncode, made.stderr)
        tree = dendropy.Tree.get(path=self.folder / "tree" / "tree.nwk", schema="newick")
        self.assertEqual({name.strip() for name in _NAMES},
                         {leaf.taxon.label for leaf in tree.leaf_node_iter()})

    def test_single_linkage_needs_no_room_for_pairs(self):
        # The distances of all pairs would take 1.6 GB.
        songs.publish(self.folder / "many.csv", [f"genre {i}" for i in range(20_000)])
        made = command("ihct", "tree", "--data", self.folder / "many.csv", "--linkage", "single",
                       "--min-per-genre", "1", "--out", self.folder / "tree",
                       IHCT_JVM_OPTIONS="-Xmx160m")
        self.assertEqual(0, made.returncode, made.stderr)
        self.assertIn("Cophenetic correlation: 0.", made.stdout)


if __name__ == "__main__":
    unittest.main()
