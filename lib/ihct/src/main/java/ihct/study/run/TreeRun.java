package ihct.study.run;

import ihct.data.DataSettings;
import ihct.data.SongData;
import ihct.files.Rounded;
import ihct.files.RunListener;
import ihct.files.Target;
import ihct.loading.Reading;
import ihct.models.TrainingOptions;
import ihct.models.networks.Dense;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.tree.BareClasses;
import ihct.tree.GenreTree;
import ihct.tree.TreeFiles;
import ihct.tree.TreeParts;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes the tree over all genres of some songs, without training models on it. */
public final class TreeRun {

  private TreeRun() {}

  /**
   * Makes a tree as {@link #run(DataSettings, TreeSettings, TrainingOptions, Path, RunListener)}
   * does, with the paper's training where it takes one.
   *
   * @param data the songs
   * @param settings what the tree is made from, and how
   * @param out the folder for the files
   * @param listener hears how it goes
   * @return what was built and where it lies, line by line
   * @throws IllegalArgumentException as there
   * @throws IOException as there
   */
  public static List<String> run(
      DataSettings data, TreeSettings settings, Path out, RunListener listener) throws IOException {
    return run(data, settings, TrainingOptions.paper(), out, listener);
  }

  /**
   * Writes tree.json, tiers.csv, paths.csv, levels.csv and, unless its tiers are known, tree.nwk
   * and tree.npy.
   *
   * <p>Features are scaled by the moments of all kept rows, as nothing is predicted here; rows that
   * were published to test on are not looked at. A tree of weights or confusion is made from a
   * network, which needs songs to be judged by: these are split by track and scaled by the training
   * part, as in a run, and genres without a training row have no place in the tree.
   *
   * @param data the songs; a known hierarchy replaces the inferred tree
   * @param settings what the tree is made from, and how
   * @param training how the dense network is trained, if the tree is made from one
   * @param out the folder for the files; an earlier tree there is replaced
   * @param listener hears how it goes
   * @return what was built and where it lies, line by line
   * @throws IllegalArgumentException if fewer than two genres are kept, the tiers do not fit, or
   *     the folder holds a run, whose own tree must stay
   * @throws IOException if a file cannot be read or written
   */
  public static List<String> run(
      DataSettings data,
      TreeSettings settings,
      TrainingOptions training,
      Path out,
      RunListener listener)
      throws IOException {
    settings.requireOneTree(data);
    check(settings, out);
    if (settings.source().base().isLearnt()) {
      RunFold run =
          RunFold.of(
              new Settings(
                  data, SplitRule.TRACK, false, settings, List.of(Dense.KIND), training, List.of()),
              listener);
      return write(run.tree(), run.fold().data(), out);
    }
    SongData dataset =
        SongData.load(data, Reading.TO_LEARN.keeping(settings.keptClasses()), listener);
    dataset.report().leftOutNotes().forEach(listener::note);
    return write(ofAllRows(dataset, data, settings, training, listener), dataset, out);
  }

  /**
   * Makes a tree of classes that come without songs, and writes it as above. Their vectors are
   * taken as they are, and the leaves stand in the order of the file.
   *
   * @param vectors a NumPy matrix with a row for each class, or a table whose first column has
   *     their names; null for none, where the tree is made from names or known
   * @param names the names of the matrix's rows or the tree's leaves, one a line; null for numbers
   *     from 0, or those of the table
   * @param settings what the tree is made from, and how
   * @param out the folder for the files; an earlier tree there is replaced
   * @param listener hears how it goes
   * @return what was built and where it lies, line by line
   * @throws IllegalArgumentException if the files do not go together, or the tree cannot be made of
   *     them; and as above
   * @throws IOException if a file cannot be read or written
   */
  public static List<String> run(
      Path vectors, Path names, TreeSettings settings, Path out, RunListener listener)
      throws IOException {
    check(settings, out);
    SongData classes = BareClasses.read(vectors, names, settings);
    classes.report().leftOutNotes().forEach(listener::note);
    classes.requireTwo(classes.songs());
    return write(
        GenreTree.of(settings, classes.songs(), classes.songs(), TrainingOptions.paper(), listener),
        classes,
        out);
  }

  private static void check(TreeSettings settings, Path out) throws IOException {
    if (settings.isNone()) {
      throw new IllegalArgumentException(
          "Tree \"none\" is for runs whose models follow no tree; name what to make one from.");
    }
    Target.requireFolder(out);
    if (Files.exists(out.resolve(RunFolder.SETTINGS))) {
      throw new IllegalArgumentException(
          out + " holds a run with a tree of its own; choose another --out.");
    }
  }

  private static GenreTree ofAllRows(
      SongData dataset,
      DataSettings data,
      TreeSettings settings,
      TrainingOptions training,
      RunListener listener)
      throws IOException {
    Songs songs = dataset.scaled(listener);
    listener.stage(
        dataset.words().in("Building the tree of %d genres").formatted(songs.genres().size()));
    Songs none = songs.rows(new int[0]);
    return GenreTree.of(
        settings,
        new TreeParts(songs, none, training, listener),
        dataset.genrePaths(),
        data.options().hierarchy());
  }

  private static List<String> write(GenreTree tree, SongData dataset, Path out) throws IOException {
    TreeFiles.write(out, tree, dataset);
    return summary(tree, dataset, out);
  }

  private static List<String> summary(GenreTree tree, SongData dataset, Path out) {
    List<String> lines = new ArrayList<>();
    lines.add(
        dataset.words().in("%s: %d genres").formatted(dataset.source(), tree.genres().size()));
    lines.add(
        "Tree of %s, linkage %s, distance %s, tiers %s: %s clusters"
            .formatted(
                tree.source(),
                tree.linkage(),
                tree.distance(),
                tree.schedule(),
                tree.ihct().schedule()));
    lines.add("Most children of a node: " + tree.ihct().maxChildren());
    tree.copheneticCorrelation()
        .ifPresent(c -> lines.add("Cophenetic correlation: " + Rounded.decimals(6, c)));
    lines.add("Tree: " + out.resolve(TreeFiles.JSON));
    return lines;
  }
}
