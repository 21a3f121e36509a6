package ihct.study;

import ihct.data.DataSettings;
import ihct.evaluate.Answers;
import ihct.evaluate.Measured;
import ihct.evaluate.Predictor;
import ihct.files.RunListener;
import ihct.hierarchy.Ihct;
import ihct.linkage.Dendrogram;
import ihct.loading.LoadingReport;
import ihct.loading.Reading;
import ihct.metrics.TierMajority;
import ihct.models.Classifiers;
import ihct.models.EpochListener;
import ihct.models.EpochResult;
import ihct.models.GenreClassifier;
import ihct.models.Guest;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.SavableClassifier;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.songs.ZScores;
import ihct.study.fold.Fold;
import ihct.study.fold.TrainedModel;
import ihct.study.fold.Trainer;
import ihct.study.guests.CheckedClassifier;
import ihct.study.guests.PairedComparison;
import ihct.study.guests.Rule;
import ihct.study.guests.RuleClassifier;
import ihct.study.run.RunFold;
import ihct.study.run.RunRecord;
import ihct.study.run.Settings;
import ihct.study.run.Trial;
import ihct.tree.BranchMeaning;
import ihct.tree.BranchMeanings;
import ihct.tree.TierNames;
import ihct.tree.TreeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An experiment that is taken step by step, as the notebooks do: one set of songs, one split, one
 * tree, and every model trained at most once.
 *
 * <p>Trained models and their results are kept in a run folder (the one that {@code ihct run}
 * writes, so {@code ihct predict} reads it too), whose name follows from the settings, the data and
 * the version. So a notebook finds what an earlier one has trained, and never takes a model that
 * was trained otherwise.
 */
public final class Workbench {

  /** What a reader of the results must know about the data goes below the cell. */
  private static final RunListener PRINTED =
      new RunListener() {
        @Override
        public void note(String text) {
          System.out.println(text);
        }
      };

  private final RunFold run;
  private final WorkbenchFolder folder;
  private final Map<String, Guested> guests = new LinkedHashMap<>();
  private final Map<Kind, GenreClassifier> stopped = new HashMap<>();
  private BranchMeanings meanings; // most studies never ask

  /** Those of kinds that cannot be saved, for this session. */
  private final Map<Kind, GenreClassifier> unsaved = new HashMap<>();

  private Workbench(RunFold run, WorkbenchFolder folder) {
    this.run = run;
    this.folder = folder;
  }

  /** A model of somebody else, with its result. */
  private record Guested(GenreClassifier model, RunRecord record) {}

  /**
   * A trained model and what it scored on the test part.
   *
   * @param model the model
   * @param records a result per decoding: two for the RNN, exact first, one for every other model
   */
  public record Trained(GenreClassifier model, List<RunRecord> records) {

    /** Copies the list. */
    public Trained {
      records = List.copyOf(records);
    }

    /**
     * Counts the numbers that training chose.
     *
     * @return weights and biases, thresholds and leaf counts; 0 for a model that cannot be saved
     */
    public long parameters() {
      return records.get(0).training().parameters();
    }

    /**
     * The training curve, if it is a network.
     *
     * @return every epoch of every phase, in order
     */
    public List<EpochResult> curve() {
      return records.get(0).training().curve();
    }
  }

  /**
   * Loads or simulates the songs, splits, scales and clusters them.
   *
   * <p>The songs are {@link Profile#songs}, as many as the profile has. Results go to the folder
   * that {@value WorkbenchFolder#OUT} names, else {@code out/study} in the checkout.
   *
   * @param profile how much is computed
   * @param split what stays together when the songs are parted 80/10/10
   * @param tree how the tree is inferred
   * @param training how networks are trained
   * @return the study
   * @throws IllegalArgumentException if a setting does not fit the data
   * @throws IOException if a file cannot be read or written
   */
  public static Workbench open(
      Profile profile, SplitRule split, TreeSettings tree, TrainingOptions training)
      throws IOException {
    return open(profile.songs(profile.genres()), split, tree, training);
  }

  /**
   * The same for songs that the caller names.
   *
   * @param data the songs, such as {@code profile.songs(100)}
   * @param split what stays together when the songs are parted 80/10/10
   * @param tree how the tree is inferred
   * @param training how networks are trained
   * @return the study
   * @throws IllegalArgumentException if a setting does not fit the data
   * @throws IOException if a file cannot be read or written
   */
  public static Workbench open(
      DataSettings data, SplitRule split, TreeSettings tree, TrainingOptions training)
      throws IOException {
    return open(data, split, tree, training, WorkbenchFolder.base());
  }

  /**
   * The same for songs and a folder that the caller names.
   *
   * @param data the songs
   * @param split what stays together when the songs are parted 80/10/10
   * @param tree how the tree is inferred
   * @param training how networks are trained
   * @param base the folder in which studies lie, one folder each
   * @return the study
   * @throws IllegalArgumentException if a setting does not fit the data
   * @throws IOException if a file cannot be read or written
   */
  public static Workbench open(
      DataSettings data, SplitRule split, TreeSettings tree, TrainingOptions training, Path base)
      throws IOException {
    return open(new Settings(data, split, false, tree, Kinds.all(), training, List.of()), base);
  }

  /**
   * The same by all settings of a run, such as {@link Settings#withStratify}; its models are not
   * looked at.
   *
   * @param settings what decides a run
   * @param base the folder in which studies lie, one folder each
   * @return the study
   * @throws IllegalArgumentException if a setting does not fit the data
   * @throws IOException if a file cannot be read or written
   */
  public static Workbench open(Settings settings, Path base) throws IOException {
    RunFold run = RunFold.of(settings, Reading.WITH_NAMES, PRINTED);
    return new Workbench(run, WorkbenchFolder.of(base, run));
  }

  /**
   * Where studies keep what they have trained.
   *
   * @return the folder that {@value WorkbenchFolder#OUT} names, else {@code out/study} in the
   *     checkout
   */
  public static Path base() {
    return WorkbenchFolder.base();
  }

  /**
   * Names a folder there by all that decides what is in it.
   *
   * @param text all of that
   * @return the start of its SHA-256, in hexadecimal
   */
  public static String key(String text) {
    return WorkbenchFolder.key(text);
  }

  /**
   * The songs as loaded, before split and scaling.
   *
   * @return features in their own units, and titles and artists: invented ones of simulated songs,
   *     else those of the files, if they have any
   */
  public Songs songs() {
    return run.fold().data().songs();
  }

  /**
   * What was found in the files, what of it is kept, and why the rest is not.
   *
   * @return the report
   */
  public LoadingReport report() {
    return run.fold().data().report();
  }

  /**
   * Names the source of the songs.
   *
   * @return the files' names, or "simulated" with the size
   */
  public String source() {
    return run.fold().data().source();
  }

  /**
   * Parts the songs by another rule, to compare; the study's own parts do not change.
   *
   * @param rule what stays together
   * @return the parts, unscaled
   */
  public SongSplit split(SplitRule rule) {
    return SongSplit.of(songs(), rule);
  }

  /**
   * The moments that scaled all three parts.
   *
   * @return mean and standard deviation of each feature in the training part
   */
  public ZScores scaling() {
    return run.fold().scaling();
  }

  /**
   * The songs to train on, about 80 %.
   *
   * @return z-scored songs
   */
  public Songs train() {
    return run.fold().train();
  }

  /**
   * The songs to choose the best epoch by, about 10 %.
   *
   * @return songs scaled as the training part
   */
  public Songs validation() {
    return run.fold().validation();
  }

  /**
   * The songs to report once, about 10 %.
   *
   * @return songs scaled as the training part
   */
  public Songs test() {
    return run.fold().test();
  }

  /**
   * The genres, in class order.
   *
   * @return N names
   */
  public List<String> genres() {
    return run.tree().genres();
  }

  /**
   * The tree that linkage inferred from the genre means of the training part.
   *
   * @return N−1 merges
   */
  public Dendrogram dendrogram() {
    return run.tree().dendrogram().orElseThrow();
  }

  /**
   * The tiers cut from the dendrogram.
   *
   * @return the IHCT that StackNet and the RNN follow
   */
  public Ihct ihct() {
    return run.tree().ihct();
  }

  /**
   * What separates the sides of each node, measured on the training part: the words for figures,
   * the table of the top tiers.
   *
   * @return the meanings, computed at the first call
   */
  public synchronized BranchMeanings meanings() {
    if (meanings == null) {
      meanings = run.tree().meanings();
    }
    return meanings;
  }

  /**
   * Tells what separates the two sides of a merge.
   *
   * @param node N…2N−2, as the dendrogram numbers it: merge i, counted from 0, makes N + i
   * @return a value that shows itself in words and as a table
   * @throws IllegalArgumentException if there is no such merge; the message says which there are
   */
  public BranchMeaning explain(int node) {
    return meanings().explain(node);
  }

  /**
   * Tells what separates the parts of a cluster in the next tier.
   *
   * @param tier 0…I−1; tier 0 is the root
   * @param cluster a cluster of that tier
   * @return as above
   * @throws IllegalArgumentException if there is no such cluster; the message says which there are
   */
  public BranchMeaning explain(int tier, int cluster) {
    return meanings().explain(tier, cluster);
  }

  /**
   * What accuracies at the tiers must be read against.
   *
   * @return for each tier how often its cluster of most training songs is right on the test part
   */
  public double[] tierMajority() {
    return TierMajority.of(ihct(), train().y(), test().y());
  }

  /**
   * How networks are trained.
   *
   * @return the options
   */
  public TrainingOptions training() {
    return run.settings().training();
  }

  /**
   * Where trained models and results lie.
   *
   * @return a run folder
   */
  public Path folder() {
    return folder.path();
  }

  /**
   * Gives a trained model by its kind's name.
   *
   * @param kind such as "dense"; {@link Kinds#names} lists them
   * @return the model and its results
   * @throws IllegalArgumentException if there is no such kind; the message lists the kinds
   * @throws CancellationException if training was interrupted; nothing is saved then
   * @throws IOException if a file cannot be read or written
   */
  public Trained model(String kind) throws IOException {
    return model(Kinds.of(kind));
  }

  /**
   * The same, and tells a listener how the training goes; see {@link #model(Kind, Supplier)}.
   *
   * @param kind such as "dense"
   * @param listener supplies who hears of the epochs, if the model has any
   * @return the model and its results
   * @throws IllegalArgumentException if there is no such kind; the message lists the kinds
   * @throws CancellationException if training was interrupted; nothing is saved then
   * @throws IOException if a file cannot be read or written
   */
  public Trained model(String kind, Supplier<EpochListener> listener) throws IOException {
    return model(Kinds.of(kind), listener);
  }

  /**
   * Gives a trained model without telling anyone how the training goes.
   *
   * @param kind the model
   * @return the model and its results
   * @throws CancellationException if training was interrupted; nothing is saved then
   * @throws IOException if a file cannot be read or written
   */
  public Trained model(Kind kind) throws IOException {
    return model(kind, () -> EpochListener.NONE);
  }

  /**
   * Gives a trained model: the saved one, or one trained now. Prints which.
   *
   * <p>The listener hears the training. For a saved network it hears the epochs of the training
   * then, at once and without batches, so that the same cell shows the same curve.
   *
   * @param kind the model
   * @param listener supplies who hears of the epochs, if the model has any
   * @return the model and its results
   * @throws CancellationException if training was interrupted. Nothing is saved then, but {@link
   *     #stopped} has the best epoch if one was complete
   * @throws IOException if a file cannot be read or written
   */
  public Trained model(Kind kind, Supplier<EpochListener> listener) throws IOException {
    Optional<Trained> saved = saved(kind);
    if (saved.isPresent()) {
      System.out.printf("%s: loaded, as trained earlier with these settings.%n", kind.name());
      replay(saved.get().curve(), listener);
      return saved.get();
    }
    System.out.printf("%s: not trained yet with these settings; training now.%n", kind.name());
    TrainedModel trained = Trainer.train(kind, run.training().with(listener.get()));
    if (trained.stopped()) {
      stopped.put(kind, trained.model());
      throw new CancellationException(
          "Stopped while training %s, after %d complete epochs. The best is at hand as stopped(Kinds.of(\"%s\")), and is not saved."
              .formatted(kind.name(), trained.curve().size(), kind.name()));
    }
    return save(kind, trained);
  }

  private void replay(List<EpochResult> epochs, Supplier<EpochListener> listener) {
    if (epochs.isEmpty()) {
      return;
    }
    EpochListener hears = listener.get();
    Map<String, List<EpochResult>> phases =
        epochs.stream()
            .collect(
                Collectors.groupingBy(EpochResult::phase, LinkedHashMap::new, Collectors.toList()));
    phases.forEach(
        (phase, results) -> {
          hears.started(phase, results.size(), train().size());
          results.forEach(hears::epoch);
        });
  }

  /**
   * Gives the best epoch of a training that was interrupted in this session.
   *
   * @param kind the model
   * @return a model to try out; none if no training of it was stopped after a complete epoch
   */
  public Optional<GenreClassifier> stopped(Kind kind) {
    return Optional.ofNullable(stopped.get(kind));
  }

  /**
   * Finds a model that was trained with the same settings on the same songs by this version.
   *
   * @param kind the model
   * @return the model and its results, if it has been trained; one that cannot be saved, in this
   *     session
   * @throws IOException if a file cannot be read
   */
  public Optional<Trained> saved(Kind kind) throws IOException {
    List<RunRecord> records = folder.records(kind);
    return records.isEmpty()
        ? Optional.empty()
        : kept(kind).map(model -> new Trained(model, records));
  }

  private Optional<GenreClassifier> kept(Kind kind) throws IOException {
    return unsaved.containsKey(kind) ? Optional.of(unsaved.get(kind)) : folder.load(kind, ihct());
  }

  /**
   * Scores a model that the caller has trained on {@link #train()}, and keeps model and results for
   * the other notebooks.
   *
   * @param kind what it is
   * @param model the model
   * @param training by which it was trained
   * @param curve its epochs; empty if it has none
   * @param seconds how long training took
   * @return the model and its results on the test part
   * @throws CancellationException if training was interrupted, or the thread is by now
   * @throws IOException if a file cannot be written
   */
  public Trained save(
      Kind kind, GenreClassifier model, Training training, List<EpochResult> curve, double seconds)
      throws IOException {
    TrainedModel trained = TrainedModel.of(kind.name(), model, curve, seconds);
    return save(kind, training.stopped() ? trained.stopped(true) : trained);
  }

  private Trained save(Kind kind, TrainedModel trained) throws IOException {
    Map<String, GenreClassifier> ways = kind.decodings(trained.finished().model());
    Trial trial = run.trial(RunListener.NONE);
    Map<String, Double> temperatures = trial.temperatures(ways);
    List<RunRecord> records = trial.records(ways, temperatures, trained);
    folder.save(kind, trained.model(), temperatures, records);
    if (!(trained.model() instanceof SavableClassifier)) {
      unsaved.put(kind, trained.model());
    }
    return new Trained(trained.model(), records);
  }

  /**
   * Puts a model of somebody else beside ours: in the table of results, in the figures, and in
   * {@link #compare}. It sees songs scaled as ours do.
   *
   * <p>It is timed, and kept as {@code models/NAME.zip} if it is a {@link
   * ihct.models.SavableClassifier} and its name would do for a file; else for this session alone.
   * Of a {@link ihct.models.HardClassifier} only what its answers alone decide is measured. The
   * same name again replaces the earlier model.
   *
   * @param name what tables call it; none of our models' names
   * @param model the model, with a class for each genre of this bench, in their order
   * @return its result
   * @throws IllegalArgumentException if it has other classes, fails at a row, or answers what are
   *     no probabilities; the message names the row
   * @throws IOException if its file cannot be written
   */
  public RunRecord score(String name, GenreClassifier model) throws IOException {
    requireFreeName(name);
    Trial trial = run.trial(RunListener.NONE);
    Map<String, Double> temperatures =
        trial.temperatures(
            Map.of(name, CheckedClassifier.of(name, model, "validation", validation())));
    RunRecord record =
        trial
            .records(
                Map.of(name, CheckedClassifier.of(name, model, "test", test())),
                temperatures,
                TrainedModel.of(name, model, List.of(), Double.NaN))
            .get(0);
    folder.saveGuest(name, model, temperatures);
    guests.put(name, new Guested(model, record));
    return record;
  }

  /**
   * The same for a model of Smile or DL4J, from {@link Classifiers}. Prints how many genres it
   * never saw.
   *
   * @param name what tables call it
   * @param guest the model
   * @return its result
   * @throws IllegalArgumentException as above
   * @throws IOException if its file cannot be written
   */
  public RunRecord score(String name, Guest guest) throws IOException {
    int unseen = guest.neverSeen(train()).length;
    if (unseen > 0) {
      System.out.printf(
          "%s never saw %d of the %d genres; they have probability 0.%n",
          name, unseen, genres().size());
    }
    return score(name, guest.among(train()));
  }

  /**
   * The same for a rule, which sees scaled songs: each number in standard deviations from the
   * training songs' mean.
   *
   * @param name what tables call it
   * @param rule names a genre for a song
   * @return its result
   * @throws IllegalArgumentException if it throws, or answers what is no genre; the message names
   *     the row
   * @throws IOException never
   */
  public RunRecord score(String name, Rule rule) throws IOException {
    return score(name, RuleClassifier.scaled(rule, train()));
  }

  /**
   * The same for a rule that sees songs as they were read, in the units of their file.
   *
   * @param name what tables call it
   * @param rule names a genre for a song
   * @return its result
   * @throws IllegalArgumentException if it throws, or answers what is no genre; the message names
   *     the row
   * @throws IOException never
   */
  public RunRecord scoreAsRead(String name, Rule rule) throws IOException {
    Settings settings = run.settings();
    Songs read =
        SongSplit.of(songs(), settings.split(), Fold.USUAL, settings.isStratified()).test();
    return score(name, RuleClassifier.asRead(rule, train(), read, test()));
  }

  private void requireFreeName(String name) {
    if (name == null || name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "A model needs a name of one line, such as \"Smile LDA\".");
    }
    if (Kinds.all().stream().anyMatch(kind -> kind.decodings().containsKey(name))) {
      throw new IllegalArgumentException(
          "\"%s\" is the name of one of our models; give yours another.".formatted(name));
    }
  }

  /**
   * Compares two models song by song on the test part.
   *
   * @param first one that has a result: a kind's reading, such as "dense", or a guest
   * @param second another
   * @return by how many points the first is ahead, with interval and McNemar's test
   * @throws IllegalArgumentException if one has no result yet
   * @throws IOException if a model file cannot be read
   */
  public PairedComparison compare(String first, String second) throws IOException {
    return PairedComparison.of(
        first, right(first), second, right(second), run.fold().testGroups(), training().seed());
  }

  private double[] right(String name) throws IOException {
    int[] answers = Answers.of(classifier(name), test());
    return IntStream.range(0, answers.length)
        .mapToDouble(row -> answers[row] == test().genre(row) ? 1 : 0)
        .toArray();
  }

  private GenreClassifier classifier(String name) throws IOException {
    if (guests.containsKey(name)) {
      return guests.get(name).model();
    }
    List<String> known = results().stream().map(RunRecord::model).toList();
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "\"%s\" has no result here; %s. Train it by model(…), or score it."
              .formatted(
                  name,
                  known.isEmpty()
                      ? "no model has one yet"
                      : "these have: " + String.join(", ", known)));
    }
    Kind kind = Kinds.ofResult(name);
    GenreClassifier model =
        kept(kind)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "\"%s\" was trained in another session, and models of its kind cannot be saved; train it again: model(\"%s\")."
                            .formatted(name, kind.name())));
    return kind.decodings(model).get(name);
  }

  /**
   * Makes a model answer with the names of genres: {@code predictor("dense").top(song, 5)}.
   *
   * @param name one that has a result: a kind's reading, such as "dense", or a guest
   * @return a predictor for songs that are scaled as {@link #train()} and {@link #test()} are
   * @throws IllegalArgumentException if it has no result yet
   * @throws IOException if its file cannot be read
   */
  public Predictor predictor(String name) throws IOException {
    return Predictor.of(classifier(name), train());
  }

  /**
   * Makes a model answer with the clusters of a tier: {@code predictor("dense", "k4").top(song,
   * 3)}.
   *
   * @param name as above
   * @param tier its name in the header of paths.csv, such as "k4", or its number, 1 for the
   *     coarsest
   * @return as above; a cluster's probability is the sum of its genres'
   * @throws IllegalArgumentException as above, or if there is no such tier; the message lists them
   * @throws IOException as above
   */
  public Predictor predictor(String name, String tier) throws IOException {
    TierNames names = TierNames.of(run.tree(), run.fold().data().labelColumn());
    int number = names.tier(tier);
    return predictor(name).byTier(ihct(), number, names.of(number, ihct(), genres()));
  }

  /**
   * Measures any model on any songs: how often it is right, tier by tier too, macro-F1, calibration
   * and how bad its mistakes are.
   *
   * @param model trained
   * @param songs at least one, scaled as {@link #train()} is, of these genres
   * @return what was measured
   * @throws IllegalArgumentException if songs and model have other genres
   */
  public Measured measure(GenreClassifier model, Songs songs) {
    return Measured.of(model, songs, ihct());
  }

  /**
   * Reads all results of this study.
   *
   * @return the records of the models trained so far, in the paper's order, then those of guests
   * @throws IOException if a file cannot be read
   */
  public List<RunRecord> results() throws IOException {
    return Stream.concat(folder.records().stream(), guests.values().stream().map(Guested::record))
        .toList();
  }

  /**
   * Answers each song with its most probable genre.
   *
   * @param model a trained model
   * @param songs scaled songs
   * @return a genre index per song; −1 where the model has no answer
   */
  public static int[] answers(GenreClassifier model, Songs songs) {
    return Answers.of(model, songs);
  }
}
