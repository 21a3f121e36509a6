package ihct.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ihct.models.TrainingOptions;
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
    Dataset dataset = Samples.sixGenresOnALine();
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
  }

  @Test
  void knownTreeHasTiersAndNoMerges() throws Exception {
    Dataset dataset = Samples.sixGenresOnALine();
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
    TreeFiles.write(folder, tree, dataset);
    assertFalse(Files.exists(folder.resolve("tree.nwk")));
    List<String> tiers = Files.readAllLines(folder.resolve("tiers.csv"));
    assertEquals("genre,tier1,tier2", tiers.get(0));
    assertEquals("f,1,5", tiers.get(6));
  }
}
