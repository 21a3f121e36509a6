package ihct.study.run;

import ihct.data.DataSettings;
import ihct.files.Names;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.Option;
import ihct.models.TrainingOptions;
import ihct.models.networks.Dense;
import ihct.tree.KnownTreeFile;
import ihct.tree.TreeBase;
import ihct.tree.TreeControl;
import ihct.tree.TreeSettings;
import ihct.tree.TreeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds the options that a user gave and that the models and the tree he chose do not heed. */
public final class IgnoredOptions {

  private final Collection<String> given;
  private final List<String> found = new ArrayList<>();

  private IgnoredOptions(Collection<String> given) {
    this.given = given;
  }

  /**
   * Checks the options of a run.
   *
   * @param settings what came of them
   * @param given the options on the command line, such as "--linkage"
   * @return a line for each that has no effect: the option and the reason
   */
  public static List<String> of(Settings settings, Collection<String> given) {
    return of(settings.data(), settings.tree(), settings.models(), settings.training(), given);
  }

  /**
   * Checks the options of a tree, or of a tree and models.
   *
   * @param data the songs, which may name a tree of their own; null for classes without songs
   * @param tree what the tree is made from
   * @param models what is trained; none if only a tree is made
   * @param training how
   * @param given the options on the command line, such as "--linkage"
   * @return a line for each that has no effect: the option and the reason
   */
  public static List<String> of(
      DataSettings data,
      TreeSettings tree,
      List<Kind> models,
      TrainingOptions training,
      Collection<String> given) {
    IgnoredOptions ignored = new IgnoredOptions(given);
    boolean byColumns = data != null && !data.options().hierarchy().isEmpty();
    ignored.ofTree(tree.source(), byColumns);
    List<Kind> trained = new ArrayList<>(models);
    if (!byColumns && tree.source().base().isLearnt()) {
      trained.add(Dense.KIND);
    }
    Kinds.options().forEach(option -> ignored.ofTraining(option, trained, training));
    return List.copyOf(ignored.found);
  }

  private void ofTree(TreeSource source, boolean byColumns) {
    TreeBase base = byColumns ? TreeBase.KNOWN : source.base();
    String tree = "the tree (%s)".formatted(Names.of(base));
    boolean merges = hasMerges(source.file());
    unless(
        !byColumns && (base == TreeBase.NAMES || !source.file().isEmpty() && !merges),
        tree + " is not read from a file that names classes",
        "--absent-classes");
    unless(base.heeds("linkage"), tree + " is made without a linkage", "--linkage");
    unless(base.heeds("distance"), tree + " takes no such distance", "--distance");
    unless(base.heeds("schedule") || merges, tree + " has tiers of its own", "--tiers");
    unless(
        source.control() != TreeControl.NONE || base.heeds("seed"),
        tree + " leaves nothing to chance",
        "--tree-seed");
  }

  private static boolean hasMerges(String file) {
    try {
      return !file.isEmpty() && KnownTreeFile.isMatrix(Path.of(file));
    } catch (IOException e) {
      return false; // who reads the tree tells why it cannot be read
    }
  }

  private void ofTraining(Option<?> option, List<Kind> trained, TrainingOptions training) {
    List<Kind> heeding = Kinds.heeding(option);
    boolean heeded = trained.stream().anyMatch(heeding::contains);
    String names = list(heeding.stream().map(Kind::name).toList());
    unless(heeded, "no %s is trained".formatted(names), option.toString());
    String idle = training.idle(option);
    unless(!heeded || idle.isEmpty(), idle, option.toString());
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  private void unless(boolean heeded, String reason, String... options) {
    for (String option : options) {
      if (!heeded && given.contains(option)) {
        found.add(option + ", as " + reason);
      }
    }
  }
}
