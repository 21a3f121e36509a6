package ihct.study.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.TrainingOptions;
import ihct.models.baseline.MajorityClass;
import ihct.models.baseline.NearestCentroid;
import ihct.models.baseline.RandomGuess;
import ihct.models.forest.EntropyTree;
import ihct.models.forest.GenreForest;
import ihct.models.networks.Dense;
import ihct.models.networks.PathGru;
import ihct.models.networks.Rnn;
import ihct.models.networks.TierHeads;
import ihct.models.train.Networks;
import ihct.tree.TreeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IgnoredOptionsTest {

  private static final List<String> OF_TREES =
      List.of("--absent-classes", "--linkage", "--distance", "--tiers", "--tree-seed");
  private static final List<String> OF_MODELS =
      List.of(
          "--epochs",
          "--units",
          "--batch-norm",
          "--tier-weight",
          "--forest-trees",
          "--seed",
          "--encoding");
  private static final DataSettings SONGS = DataSettings.simulated(Scale.SMALL);

  private static List<String> ofTree(String source) {
    return names(
        IgnoredOptions.of(
            SONGS,
            TreeSettings.paper().withSource(source, 1),
            List.of(),
            TrainingOptions.paper(),
            OF_TREES));
  }

  private static Set<String> ofModels(String tree, Kind... models) {
    return Set.copyOf(
        names(
            IgnoredOptions.of(
                SONGS,
                TreeSettings.paper().withSource(tree, 1),
                List.of(models),
                TrainingOptions.paper(),
                OF_MODELS)));
  }

  private static List<String> names(List<String> found) {
    return found.stream().map(line -> line.replaceFirst(", as .*", "")).toList();
  }

  @Test
  void everyTreeHeedsItsOwnOptions() {
    String absent = "--absent-classes";
    assertEquals(List.of(absent, "--tree-seed"), ofTree("means"));
    assertEquals(List.of(absent, "--tree-seed"), ofTree("weights"));
    assertEquals(List.of(absent), ofTree("permuted"));
    assertEquals(List.of(absent, "--distance", "--tree-seed"), ofTree("distributions"));
    assertEquals(List.of(absent, "--distance"), ofTree("random:confusion"));
    assertEquals(List.of(absent, "--linkage"), ofTree("kmeans"));
    assertEquals(OF_TREES.subList(1, 5), ofTree("names"));
    assertEquals(OF_TREES.subList(1, 5), ofTree("known:tree.nwk"));
    assertEquals(
        List.of(absent, "--linkage", "--distance", "--tree-seed"), ofTree("known:tree.NPY"));
    assertEquals(List.of("--linkage", "--distance", "--tiers"), ofTree("random:known:paths.csv"));
  }

  @Test
  void columnsOfAHierarchyAreATreeOfTheirOwn() {
    DataSettings known =
        DataSettings.files(List.of(Path.of("frogs.csv")))
            .with(all -> all.withHierarchy(List.of("family")));
    assertEquals(
        List.of(
            "--linkage, as the tree (known) is made without a linkage",
            "--tiers, as the tree (known) has tiers of its own"),
        IgnoredOptions.of(
            known,
            TreeSettings.paper(),
            List.of(),
            TrainingOptions.paper(),
            List.of("--tiers", "--linkage", "--data")));
  }

  @Test
  void everyModelHeedsItsOwnOptions() {
    assertEquals(OF_MODELS.size(), ofModels("means", NearestCentroid.KIND).size());
    assertEquals(
        Set.of("--epochs", "--encoding", "--units", "--batch-norm", "--tier-weight"),
        ofModels("means", GenreForest.KIND, EntropyTree.KIND));
    assertEquals(Set.of("--tier-weight", "--forest-trees"), ofModels("means", Dense.KIND));
    assertEquals(
        Set.of("--units", "--batch-norm", "--tier-weight", "--forest-trees"),
        ofModels("means", Rnn.KIND));
    assertEquals(
        Set.of("--batch-norm", "--tier-weight", "--forest-trees"), ofModels("means", PathGru.KIND));
    assertEquals(Set.of("--forest-trees"), ofModels("means", TierHeads.KIND, MajorityClass.KIND));
    assertEquals(
        Set.of(
            "--epochs", "--encoding", "--units", "--batch-norm", "--tier-weight", "--forest-trees"),
        ofModels("means", RandomGuess.KIND));
  }

  @Test
  void reasonsNameTheModelsThatHeedTheOption() {
    String heeding =
        String.join(", ", Kinds.heeding(Networks.WIDTH).stream().map(Kind::name).toList());
    assertEquals(
        List.of(
            "--units, as no " + heeding.replaceFirst(", ([^,]*)$", " or $1") + " is trained",
            "--tier-weight, as no tier-heads is trained"),
        IgnoredOptions.of(
            SONGS,
            TreeSettings.paper(),
            List.of(Rnn.KIND),
            TrainingOptions.paper(),
            List.of("--tier-weight", "--units")));
  }

  @Test
  void binsAreOfQuantilesAlone() {
    assertEquals(
        List.of("--bins, as --encoding is none"),
        IgnoredOptions.of(
            SONGS,
            TreeSettings.paper(),
            List.of(Dense.KIND),
            TrainingOptions.paper(),
            List.of("--bins")));
  }

  @Test
  void treeOfANetworkHeedsWhatNetworksDo() {
    assertEquals(Set.of("--tier-weight", "--forest-trees"), ofModels("weights"));
    assertEquals(
        Set.of("--tier-weight", "--forest-trees"),
        ofModels("permuted:confusion", NearestCentroid.KIND));
  }
}
