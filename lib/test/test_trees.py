"""Trees of the command line: files that other programs read, and trees of many genres."""

import csv
import pathlib
import tempfile
import unittest

import dendropy
import numpy

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

    def test_numpy_reads_the_merges_and_hiclass_labels(self):
        vectors = numpy.random.default_rng(2).normal(size=(30, 700)).astype("f4")
        numpy.save(self.folder / "vectors.npy", numpy.asfortranarray(vectors))
        names = [f"n{29 - i}" for i in range(30)]
        (self.folder / "names.txt").write_text("\n".join(names), encoding="utf-8")
        tree = self.folder / "tree"
        for out, given in ((tree, ("--vectors", self.folder / "vectors.npy", "--linkage", "single")),
                           (self.folder / "again", ("--tree", f"known:{tree / 'tree.npy'}"))):
            made = command("ihct", "tree", *given, "--names", self.folder / "names.txt", "--out", out)
            self.assertEqual(0, made.returncode, made.stderr)
        merges = numpy.load(tree / "tree.npy")
        distances = numpy.linalg.norm(vectors[:, None].astype(float) - vectors, axis=2)
        numpy.fill_diagonal(distances, numpy.inf)
        closest = numpy.unravel_index(distances.argmin(), distances.shape)
        self.assertEqual(sorted(closest), list(merges[0, :2]))
        self.assertAlmostEqual(distances.min(), merges[0, 2], 12)  # summed in another order
        self.assertEqual((tree / "tree.npy").read_bytes(),
                         (self.folder / "again" / "tree.npy").read_bytes())
        with open(tree / "levels.csv", encoding="utf-8", newline="") as table:
            levels = list(csv.reader(table))
        self.assertEqual(["k2", "k4", "k8", "k16", "k30"], levels[0])
        self.assertEqual(names, [row[-1] for row in levels[1:]])
        self.assertEqual([2, 4, 8, 16, 30], [len(set(column)) for column in zip(*levels[1:])])

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
