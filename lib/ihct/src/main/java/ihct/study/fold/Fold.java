package ihct.study.fold;

import ihct.data.SongData;
import ihct.evaluate.Meter;
import ihct.evaluate.ReadingTree;
import ihct.files.RunListener;
import ihct.hierarchy.Ihct;
import ihct.loading.csv.Text;
import ihct.loading.schema.Words;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.songs.CoarseSongs;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitLeak;
import ihct.songs.SplitRule;
import ihct.songs.ZScores;
import ihct.tree.GenreTree;
import ihct.tree.TreeParts;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Songs ready for models: parted, and scaled by the training part's moments. The unscaled parts are
 * not kept: at paper size they are 70 MB.
 */
public final class Fold {

  /** The split that all use who draw none by a seed. */
  public static final long USUAL = 0;

  private static final int GENRES_NAMED = 10;

  private final SongData data;
  private final String splitBy;
  private final SplitLeak leak;
  private final List<String> lostGenres;
  private final int lostRows;
  private final ZScores scaling;
  private final Songs train;
  private final Songs validation;
  private final Songs test;
  private final Songs unseenTest;
  private final long[] testGroups;
  private final Optional<CoarseRows> coarse;

  private Fold(SongData data, SongSplit split, String splitBy) {
    this.data = data;
    this.splitBy = splitBy;
    leak = SplitLeak.of(split);
    lostGenres = split.genresWithoutTrainingRows();
    lostRows = split.rowsWithoutTrainingGenre();
    scaling = ZScores.fit(split.train());
    train = scaling.apply(split.train());
    validation = scaling.apply(split.validation());
    test = scaling.apply(split.test());
    unseenTest = scaling.apply(split.unseenTest());
    testGroups = split.rule().groups(split.test());
    List<List<String>> above = above(data, train.genres());
    coarse =
        data.coarseSongs()
            .map(more -> CoarseRows.of(more, split, scaling))
            .map(more -> data.genrePaths().isEmpty() ? more : more.placed(above));
  }

  private Fold(Fold other, Songs train, Songs validation, CoarseRows coarse) {
    data = other.data;
    splitBy = other.splitBy;
    leak = other.leak;
    lostGenres = other.lostGenres;
    lostRows = other.lostRows;
    scaling = other.scaling;
    this.train = train;
    this.validation = validation;
    test = other.test;
    unseenTest = other.unseenTest;
    testGroups = other.testGroups;
    this.coarse = Optional.of(coarse);
  }

  /**
   * {@return the same fold, whose training songs but a few of each genre are known by the name
   * above their genre alone} Of the validation part as many songs of each genre are kept: who has
   * few songs with genres to learn from has few to choose by.
   *
   * @param songs of each genre that keep it, at least 1
   * @param seed draws them
   * @param tree tells the names
   * @throws IllegalArgumentException if no two genres have the same name above them
   */
  public Fold coarsened(int songs, long seed, GenreTree tree) {
    List<List<String>> above = tree.namesAbove();
    Coarsening few = Coarsening.of(train, songs, seed, above);
    Songs chosenBy = Coarsening.of(validation, songs, seed, above).fine();
    return new Fold(this, few.fine(), chosenBy, CoarseRows.of(few, above));
  }

  /**
   * The same fold, where it is known which genres coarse names stand for, if the tree names some of
   * them and the data's own paths did not tell; songs under its other names are left out.
   *
   * @param tree over these genres
   */
  public Fold placed(GenreTree tree) {
    List<List<String>> above = tree.namesAbove();
    return coarse
        .filter(more -> !more.songs().isPlaced())
        .map(more -> more.placed(above))
        .filter(more -> more.songs().isPlaced())
        .map(more -> new Fold(this, train, validation, more))
        .orElse(this);
  }

  /**
   * Parts and scales songs.
   *
   * @param data the songs, unscaled
   * @param rule what stays together
   * @param number draws the parts; {@link #USUAL} unless a study draws several
   * @param stratified whether every genre shall have rows in training and test
   * @return the fold
   * @throws IllegalArgumentException if a part is empty, or the training part has but one genre
   */
  public static Fold of(SongData data, SplitRule rule, long number, boolean stratified) {
    return of(data, rule, number, stratified, Set.of());
  }

  /**
   * The same without some genres, whose songs are then {@link #unseenTest}.
   *
   * @param leftOut genres that nothing is to be learnt of
   */
  public static Fold of(
      SongData data, SplitRule rule, long number, boolean stratified, Set<String> leftOut) {
    SongSplit split = SongSplit.of(data.songs(), rule, number, stratified, leftOut);
    String splitBy = data.splitBy(rule, stratified);
    check(split, splitBy, data.words());
    return new Fold(data, split, splitBy);
  }

  private static void check(SongSplit split, String splitBy, Words words) {
    int genres = split.train().genres().size();
    if (genres < 2) {
      throw new IllegalArgumentException(
          words.in("%d genre has training rows; a classifier needs at least 2.").formatted(genres)
              + " Give more data or lower --min-per-genre.");
    }
    if (split.validation().size() == 0 || split.test().size() == 0) {
      throw new IllegalArgumentException(
          "The split by %s left %d validation and %d test rows of %d; each part needs at least 1."
                  .formatted(
                      splitBy,
                      split.validation().size(),
                      split.test().size(),
                      split.train().size() + split.validation().size() + split.test().size())
              + (split.train().isParted()
                  ? " Write which rows are for the test."
                  : " Give more data, or split by smaller groups (--split track or --split row)."));
    }
  }

  /** {@return the songs with coarse names, unscaled, that do not tell what is in other parts} */
  public static Optional<Songs> coarseToTrain(SongData data, SongSplit split) {
    return data.coarseSongs().map(more -> CoarseRows.toTrain(more, split));
  }

  /** By genre, the names above it in the known tree of the data. */
  private static List<List<String>> above(SongData data, List<String> genres) {
    return genres.stream()
        .map(genre -> data.genrePaths().getOrDefault(genre, List.of("")))
        .map(path -> path.subList(0, path.size() - 1))
        .toList();
  }

  /** What a reader of the results must know of the parts, a sentence each; mostly nothing. */
  public List<String> oddities() {
    List<String> oddities = new ArrayList<>();
    if (!scaling.constantFeatures().isEmpty()) {
      oddities.add(
          "Constant in the training part, so 0 everywhere: "
              + String.join(", ", scaling.constantFeatures()));
    }
    if (!lostGenres.isEmpty()) {
      oddities.add(
          data.words()
              .in("Genres without a training row (%d), dropped with their rows (%d): %s%s")
              .formatted(
                  lostGenres.size(),
                  lostRows,
                  String.join(", ", lostGenres.stream().limit(GENRES_NAMED).toList()),
                  lostGenres.size() > GENRES_NAMED ? ", …" : ""));
    }
    coarse()
        .ifPresent(
            more ->
                oddities.add(
                    Text.format(
                        "%,d rows with a coarse name alone, %s, are for the models that learn from"
                            + " them: %s",
                        more.songs().size(),
                        more.isPlaced()
                            ? data.words().in("whose genres the tree knows")
                            : data.words().in("whose genres are inferred"),
                        String.join(
                            ", ",
                            Kinds.all().stream()
                                .filter(Kind::readsCoarse)
                                .map(Kind::name)
                                .toList()))));
    coarseLeftOut()
        .forEach(
            (why, rows) ->
                oddities.add(
                    Text.format("%,d rows with a coarse name alone left out, %s", rows, why)));
    return oddities;
  }

  /** The songs before they were parted and scaled. */
  public SongData data() {
    return data;
  }

  /** What they were split by, in words; see {@link SongData#splitBy}. */
  public String splitBy() {
    return splitBy;
  }

  /** How much of the test part the training part has seen. */
  public SplitLeak leak() {
    return leak;
  }

  /** Genres that the split dropped for want of training rows. */
  public List<String> lostGenres() {
    return lostGenres;
  }

  /** The training part's moments. */
  public ZScores scaling() {
    return scaling;
  }

  /** The songs to train on, scaled. */
  public Songs train() {
    return train;
  }

  /** Songs of which a coarse name is known alone, to train on, scaled; empty if there are none. */
  public Optional<CoarseSongs> coarse() {
    return coarse.map(CoarseRows::songs);
  }

  /** {@return how many songs with coarse names are not trained on, by reason} */
  public Map<String, Integer> coarseLeftOut() {
    Map<String, Integer> leftOut = new TreeMap<>();
    coarse.ifPresent(more -> more.leftOut().forEach((w, n) -> leftOut.put(data.words().in(w), n)));
    return leftOut;
  }

  /** The songs to choose by, scaled. */
  public Songs validation() {
    return validation;
  }

  /** The songs to report on, scaled. */
  public Songs test() {
    return test;
  }

  /** Songs of the test part whose genres are {@link #lostGenres}, scaled; mostly none. */
  public Songs unseenTest() {
    return unseenTest;
  }

  /** Whatever must not be parted, per test song. */
  public long[] testGroups() {
    return testGroups.clone();
  }

  /**
   * Makes a tree over the genres of the training part.
   *
   * @param settings what it is made from, and how
   * @param columns what the known tree of the data is called, coarse to fine; empty to make one
   * @param training how a network is trained, if the tree is made from one
   * @param listener hears of that
   * @return the tree
   * @throws IOException if the file of a known tree cannot be read
   */
  public GenreTree tree(
      TreeSettings settings, List<String> columns, TrainingOptions training, RunListener listener)
      throws IOException {
    TreeParts parts = new TreeParts(train, validation, training, listener);
    return GenreTree.of(settings, parts, data.genrePaths(), columns);
  }

  /**
   * A training on this fold.
   *
   * @param tree the tree that a model may follow
   * @param options how
   */
  public Training training(Ihct tree, TrainingOptions options) {
    Training training = Training.of(train, validation).with(tree).with(options);
    return coarse().map(training::with).orElse(training);
  }

  /**
   * What measures models on the test part.
   *
   * @param tree by which tier accuracy and mistakes are measured
   * @param readings the trees by which answers are read besides
   * @param judges the trees in which it is measured how far off they are
   */
  public Meter meter(Ihct tree, List<ReadingTree> readings, List<ReadingTree> judges) {
    return new Meter(test, testGroups, tree, readings, judges);
  }
}
