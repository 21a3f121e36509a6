package ihct.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.linkage.ControlTrees;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;
import ihct.study.run.Golden;
import ihct.study.run.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void nameTheBuild() {
    System.setProperty("ihct.version", "v0.1-test");
  }

  @AfterEach
  void forgetTheBuild() {
    System.clearProperty("ihct.version");
  }

  @Test
  void sixGenresOnALineByCompleteLinkage() throws Exception {
    SongData dataset = Samples.sixGenresOnALine();
    GenreTree tree =
        GenreTree.of(
            TreeSettings.paper(),
            dataset.songs(),
            dataset.songs(),
            TrainingOptions.paper(),
            RunListener.NONE);
    TreeFiles.write(folder, tree, dataset);
    assertEquals(Golden.read("tree.json"), Files.readString(folder.resolve("tree.json")));
    assertEquals(Golden.read("tiers.csv"), Files.readString(folder.resolve("tiers.csv")));
    assertEquals(Golden.read("tree.nwk"), Files.readString(folder.resolve("tree.nwk")));
    assertEquals(Golden.read("paths.csv"), Files.readString(folder.resolve("paths.csv")));
    try (InputStream scipy =
        Files.newInputStream(Path.of("lib/trees/src/test/resources/ihct/linkage/tree.npy"))) {
      assertArrayEquals(scipy.readAllBytes(), Files.readAllBytes(folder.resolve("tree.npy")));
    }
  }

  /** Names that a spreadsheet or CSV itself would take for something else come back, too. */
  @Test
  void whatIsWrittenIsReadAsAKnownTree() throws Exception {
    Songs line = Samples.sixGenresOnALine().songs();
    List<String> names = List.of("-core", "=1+1", "'68", "c, \"see\"", "k2-0", "f");
    Songs odd =
        new Songs(
            line.features(),
            names,
            new double[] {0, 3, 4, 8, 14, 21},
            line.y(),
            new long[] {1, 2, 3, 4, 5, 6},
            null,
            new int[][] {{0}, {1}, {2}, {3}, {4}, {5}});
    GenreTree tree = tree("means", odd);
    TreeFiles.write(folder, tree, Samples.sixGenresOnALine());
    for (String file : List.of("paths.csv", "tree.npy")) {
      GenreTree read = tree("known:" + folder.resolve(file), odd);
      assertEquals(tree.ihct().schedule(), read.ihct().schedule());
      for (int tier = 1; tier <= tree.ihct().tiers(); tier++) {
        assertArrayEquals(
            tree.ihct().clustersOfLeaves(tier), read.ihct().clustersOfLeaves(tier), file);
      }
      assertEquals("known", read.source());
      assertEquals("known", read.linkage());
    }
    GenreTree npy = tree("known:" + folder.resolve("tree.npy"), odd);
    assertEquals("powers-of-two of " + folder.resolve("tree.npy"), npy.schedule());
    assertEquals(tree.dendrogram().orElseThrow().merges(), npy.dendrogram().orElseThrow().merges());
    GenreTree permuted = tree("permuted:known:" + folder.resolve("tree.npy"), odd);
    assertEquals(
        ControlTrees.permuted(tree.dendrogram().orElseThrow(), 1).merges(),
        permuted.dendrogram().orElseThrow().merges());
  }

  @Test
  void filesOfOtherGenresAreRefused() throws Exception {
    Songs six = Samples.sixGenresOnALine().songs();
    TreeFiles.write(folder, tree("means", six), Samples.sixGenresOnALine());
    Songs five = six.rows(new int[] {0, 1, 2, 3, 4}).withGenres(six.genres().subList(0, 5));
    Path npy = folder.resolve("tree.npy");
    assertEquals(
        npy
            + ": it has the shape (5, 4), and (4, 4) is needed: 4 rows of cluster, cluster, height,"
            + " size for 5 leaves.",
        assertThrows(IllegalArgumentException.class, () -> tree("known:" + npy, five))
            .getMessage());
    Path few = Files.writeString(folder.resolve("few.csv"), "genre,top\na,x\nb,x\n");
    assertEquals(
        few
            + ": The tree lacks 4 of 6 classes: c, \"see\", d, e's, f. Add them, or leave their"
            + " rows out (--absent-classes drop), or put each right below the root (own).",
        assertThrows(IllegalArgumentException.class, () -> tree("known:" + few, six)).getMessage());
  }

  private static GenreTree tree(String source, Songs songs) throws IOException {
    return GenreTree.of(
        TreeSettings.paper().withSource(source, 1),
        songs,
        songs,
        TrainingOptions.paper(),
        RunListener.NONE);
  }

  @Test
  void knownTreeHasTiersAndNoMerges() throws Exception {
    SongData dataset = Samples.sixGenresOnALine();
    List<String> genres = dataset.songs().genres();
    Map<String, List<String>> paths =
        Map.of(
            genres.get(0), List.of("low", "a"),
            genres.get(1), List.of("low", "b"),
            genres.get(2), List.of("low", "c"),
            genres.get(3), List.of("high", "d"),
            genres.get(4), List.of("high", "e"),
            genres.get(5), List.of("high", "f"));
    GenreTree tree =
        GenreTree.of(
            TreeSettings.paper(),
            new TreeParts(
                dataset.songs(), dataset.songs(), TrainingOptions.paper(), RunListener.NONE),
            paths,
            List.of("range", "name"));
    Files.writeString(folder.resolve("tree.nwk"), "of an earlier tree");
    Files.writeString(folder.resolve("tree.npy"), "of an earlier tree");
    TreeFiles.write(folder, tree, dataset);
    assertFalse(Files.exists(folder.resolve("tree.nwk")));
    assertFalse(Files.exists(folder.resolve("tree.npy")));
    List<String> tiers = Files.readAllLines(folder.resolve("tiers.csv"));
    assertEquals("genre,tier1,tier2", tiers.get(0));
    assertEquals("f,1,5", tiers.get(6));
    List<String> named = Files.readAllLines(folder.resolve("paths.csv"));
    assertEquals("genre,range,name", named.get(0));
    assertEquals("a,low,a", named.get(1));
    assertEquals("f,high,f", named.get(6));
  }

  /**
   * Names, levels and paths of unequal length: the file that is written is the one that was read.
   */
  @Test
  void tableOfPathsIsWrittenAsItWasRead() throws Exception {
    Songs six = Samples.sixGenresOnALine().songs().withGenres(List.of("a", "b", "d", "f"));
    String table =
        """
        genre,family,genus,species
        a,Hylidae,Hyla,a
        b,Hylidae,Pseudacris,b
        d,Hylidae,d,
        f,f,,
        """;
    Path own = Files.writeString(folder.resolve("own.csv"), table);
    Songs four = six.rows(new int[] {0, 1, 2, 3});
    GenreTree tree = tree("known:" + own, four);
    TreeFiles.write(folder, tree, Samples.sixGenresOnALine());
    assertEquals(table, Files.readString(folder.resolve("paths.csv")));
    assertEquals(
        List.of("Hyla", "Pseudacris", "d", "f"), tree.ihct().clusterNames(2, tree.genres()));
    TreeFiles.write(folder, tree("permuted:known:" + own, four), Samples.sixGenresOnALine());
    String permuted = Files.readString(folder.resolve("paths.csv"));
    assertFalse(permuted.contains("Hyl"), "other genres are below: " + permuted);
  }
}
