package ihct.study.fold;

import ihct.data.SongData;
import ihct.evaluate.Meter;
import ihct.evaluate.ReadingTree;
import ihct.files.RunListener;
import ihct.hierarchy.Ihct;
import ihct.models.TrainingOptions;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.songs.ZScores;
import ihct.study.plan.Cell;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanData;
import ihct.study.plan.PlanTree;
import ihct.tree.GenreTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Some data, split under a seed and scaled, with the trees that its training part gives. */
public final class Fold {

  private final Plan plan;
  private final PlanData planned;
  private final Map<String, List<String>> genrePaths;
  private final long seed;
  private final Songs train;
  private final Songs validation;
  private final Songs test;
  private final long[] testGroups;
  private final Map<String, ReadingTree> trees = new HashMap<>();

  private Fold(Plan plan, PlanData planned, SongData dataset, long seed, SongSplit split) {
    this.plan = plan;
    this.planned = planned;
    this.genrePaths = dataset.genrePaths();
    this.seed = seed;
    ZScores scaling = ZScores.fit(split.train());
    train = scaling.apply(split.train());
    validation = scaling.apply(split.validation());
    test = scaling.apply(split.test());
    testGroups = split.rule().groups(split.test());
  }

  public static Fold of(Plan plan, String data, SongData dataset, long seed) {
    PlanData planned = plan.data().get(data);
    SplitRule rule = planned.rule();
    SongSplit split = SongSplit.of(dataset.songs(), rule, seed);
    if (split.train().genres().size() < 2
        || split.validation().size() == 0
        || split.test().size() == 0) {
      throw new IllegalArgumentException(
          "The split of \"%s\" by %s under seed %d left %d genres, %d validation and %d test rows; give more data."
              .formatted(
                  data,
                  planned.split(),
                  seed,
                  split.train().genres().size(),
                  split.validation().size(),
                  split.test().size()));
    }
    return new Fold(plan, planned, dataset, seed, split);
  }

  public Songs train() {
    return train;
  }

  public Songs validation() {
    return validation;
  }

  public Songs test() {
    return test;
  }

  /**
   * What measures models here.
   *
   * @param tree the name of the tree that a model was trained with; {@link Cell#NO_TREE} for none
   */
  public Meter meter(String tree) {
    return new Meter(
        test,
        testGroups,
        tree(usual(tree)).ihct(),
        trees(planned.readingTrees()),
        trees(planned.judges()));
  }

  private List<ReadingTree> trees(List<String> names) {
    return names.stream().map(this::tree).toList();
  }

  /** The name of a tree; the first one by which answers are read in place of none. */
  String usual(String tree) {
    return tree.isEmpty() ? planned.trees().get(0) : tree;
  }

  /** A tree of the plan over the genres of the training part. */
  ReadingTree tree(String name) {
    return trees.computeIfAbsent(name, this::make);
  }

  private ReadingTree make(String name) {
    PlanTree tree = plan.trees().get(name);
    if (tree.isOfColumns()) {
      List<List<String>> paths = train.genres().stream().map(genrePaths::get).toList();
      return new ReadingTree(name, tree.controlled(Ihct.ofPaths(paths), seed), Optional.empty());
    }
    try {
      GenreTree made =
          GenreTree.of(
              tree.settings(seed),
              train,
              validation,
              TrainingOptions.paper().withSeed(seed),
              RunListener.NONE);
      return new ReadingTree(name, made.ihct(), made.dendrogram());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
