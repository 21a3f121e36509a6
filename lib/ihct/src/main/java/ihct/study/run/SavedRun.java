package ihct.study.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import ihct.data.DataSettings;
import ihct.data.SongData;
import ihct.evaluate.Predictor;
import ihct.evaluate.ScoredPart;
import ihct.files.Build;
import ihct.files.Json;
import ihct.hierarchy.Ihct;
import ihct.hierarchy.ParentCluster;
import ihct.io.TextFile;
import ihct.loading.LoadingOptions;
import ihct.loading.Reading;
import ihct.songs.Songs;
import ihct.songs.ZScores;
import ihct.tree.KnownParents;
import ihct.tree.TierNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What run.json holds: all that the models of a run share, and that new rows need to be read,
 * scaled and named as the training rows were.
 *
 * @param format the version of this record, {@value #FORMAT}
 * @param version the build that trained the models
 * @param data where the songs came from
 * @param files the files and their fingerprints, in the order in which they were read; empty for
 *     simulated songs
 * @param simulated whether they were made by the simulation
 * @param dataSha256 {@link Songs#sha256 fingerprint} of the kept rows, unscaled, before the split
 * @param settings the run's settings
 * @param scaling the training part's moments, in feature order
 * @param genres the classes, in order
 * @param tierOfLeaf per tier, the cluster of each genre
 * @param names what the tiers and their clusters are called; null in runs of earlier versions
 * @param test the rows of the test part; null in runs of earlier versions
 * @param coarseRows rows trained on besides of which a coarse name is known alone, by the name;
 *     empty if there were none
 * @param rareValues by column of categories, the values that share a feature
 * @param inverseTemperatures in a model's file, for each way to read the model (all but the RNN
 *     have one) the 1/T that was fitted to the validation part; empty in the file of a run, and in
 *     models of earlier versions
 */
public record SavedRun(
    int format,
    String version,
    String data,
    List<FileHash> files,
    boolean simulated,
    String dataSha256,
    Settings settings,
    List<ZScores.Moments> scaling,
    List<String> genres,
    List<List<Integer>> tierOfLeaf,
    TierNames names,
    ScoredPart test,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> coarseRows,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<String>> rareValues,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> inverseTemperatures) {

  /** The version of run.json that this build writes and reads. */
  static final int FORMAT = 2;

  /**
   * One file of songs.
   *
   * @param name the path as the user named it
   * @param sha256 fingerprint of the file as it lies on disk, compressed or not
   */
  public record FileHash(String name, String sha256) {}

  /** Copies the lists. */
  public SavedRun {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(dataSha256, "dataSha256");
    Objects.requireNonNull(settings, "settings");
    files = List.copyOf(files);
    scaling = List.copyOf(scaling);
    genres = List.copyOf(genres);
    tierOfLeaf = tierOfLeaf.stream().map(List::copyOf).toList();
    coarseRows = coarseRows == null ? Map.of() : new TreeMap<>(coarseRows);
    rareValues = rareValues == null ? Map.of() : new TreeMap<>(rareValues);
    // In a fixed order, so that the same model is the same file.
    inverseTemperatures =
        inverseTemperatures == null
            ? Map.of()
            : Collections.unmodifiableSortedMap(new TreeMap<>(inverseTemperatures));
  }

  static SavedRun of(RunFold run) {
    SongData data = run.fold().data();
    Settings settings = run.settings();
    return new SavedRun(
        FORMAT,
        Build.version(),
        data.source(),
        data.report().files().stream()
            .map(file -> new FileHash(file.path().toString(), file.sha256()))
            .toList(),
        settings.data().isSimulated(),
        data.sha256(),
        settings,
        run.fold().scaling().moments(),
        run.tree().genres(),
        tiers(run.tree().ihct()),
        TierNames.of(run.tree(), data.labelColumn()),
        ScoredPart.of(run.fold().test()),
        run.fold().coarse().map(more -> more.songs().rowsByGenre()).orElse(Map.of()),
        data.report().rareValues(),
        Map.of());
  }

  /** The same with what is known of one model alone. */
  public SavedRun withTemperatures(Map<String, Double> inverse) {
    return new SavedRun(
        format,
        version,
        data,
        files,
        simulated,
        dataSha256,
        settings,
        scaling,
        genres,
        tierOfLeaf,
        names,
        test,
        coarseRows,
        rareValues,
        inverse);
  }

  /** Refuses to mix the results of two versions. */
  void requireThisVersion(Path folder) {
    if (!version.equals(Build.version())) {
      throw new IllegalArgumentException(
          "%s was begun by version %s, and this is %s, whose results may differ. Go on with that"
                  .formatted(folder, version, Build.version())
              + " version, or run again with --force.");
    }
  }

  /** Refuses to go on with songs other than the run began with. */
  void requireSame(SavedRun now, Path folder) {
    if (!now.equals(this)) {
      throw new IllegalArgumentException(
          "%s cannot go on: its %s changed since it began. Run again with --force."
              .formatted(
                  folder,
                  dataSha256.equals(now.dataSha256)
                      ? "files, scaling, genres or tree have"
                      : "songs (" + data + ") have"));
    }
  }

  private static List<List<Integer>> tiers(Ihct tree) {
    List<List<Integer>> tiers = new ArrayList<>();
    for (int tier = 1; tier <= tree.tiers(); tier++) {
      tiers.add(IntStream.of(tree.clustersOfLeaves(tier)).boxed().toList());
    }
    return tiers;
  }

  /**
   * Opens the folder of a run.
   *
   * @param folder what {@code run --out} named
   * @return what the run saved
   * @throws NoSuchFileException if the folder holds no run
   * @throws IllegalArgumentException if run.json is damaged or of another version
   * @throws IOException if it cannot be read
   */
  public static SavedRun open(Path folder) throws IOException {
    Path file = folder.resolve(RunFolder.SETTINGS);
    if (!Files.exists(file)) {
      throw new NoSuchFileException(
          folder.toString(), null, "holds no run.json; name the folder that \"run --out\" made");
    }
    return parse(file, TextFile.read(file));
  }

  /** Reads the content of run.json, wherever it stood. */
  static SavedRun parse(Object source, String text) {
    SavedRun run = Json.read(source, text, SavedRun.class);
    if (run.format != FORMAT) {
      throw new IllegalArgumentException(
          "%s has format %d; this version reads format %d. Train again."
              .formatted(source, run.format, FORMAT));
    }
    return run;
  }

  public void write(Path folder) throws IOException {
    Json.writePretty(folder.resolve(RunFolder.SETTINGS), this);
  }

  /** The tree over the genres. */
  Ihct tree() {
    return Ihct.ofTiers(
        tierOfLeaf.stream()
            .map(tier -> tier.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new));
  }

  /**
   * Makes a predictor answer with the clusters of a tier.
   *
   * @param tier its name in paths.csv, or its number, 1 for the coarsest; null for the genres
   * @throws IllegalArgumentException if there is no such tier; the message lists them
   */
  Predictor byTier(Predictor predictor, String tier) {
    if (tier == null) {
      return predictor;
    }
    TierNames called =
        names != null
            ? names
            : new TierNames(
                IntStream.rangeClosed(1, tierOfLeaf.size()).mapToObj(t -> "tier" + t).toList(),
                List.of());
    Ihct tree = tree();
    int number = called.tier(tier);
    return predictor.byTier(tree, number, called.of(number, tree, genres));
  }

  /**
   * Finds the parents of genres that no model of the run has seen, by the columns of its known tree
   * in new rows, or by the tree's file.
   *
   * @return by genre its place in the tree; those without one are missing
   * @throws IllegalArgumentException if the file now gives another tree
   * @throws IOException if it cannot be read
   */
  SortedMap<String, ParentCluster> parents(SongData others) throws IOException {
    List<String> columns = settings.data().options().hierarchy();
    Map<String, List<String>> paths = new HashMap<>(others.genrePaths());
    Ihct tree = tree();
    if (!columns.isEmpty()) {
      if (names == null) {
        return new TreeMap<>(); // of an earlier version, which did not keep the names of nodes
      }
      for (int genre = 0; genre < genres.size(); genre++) {
        int leaf = genre;
        Stream<String> above =
            IntStream.range(1, tree.tiers())
                .mapToObj(tier -> names.cluster(tier, tree.cluster(tier, leaf)));
        String own = genres.get(genre);
        paths.put(own, Stream.concat(above, Stream.of(own)).toList());
      }
    }
    Set<String> known = Set.copyOf(genres);
    List<String> unseen =
        others.songs().genres().stream().filter(genre -> !known.contains(genre)).toList();
    return KnownParents.of(settings.tree(), columns, tree, genres, paths, unseen);
  }

  /** Says what to keep of new rows, and where in their files it stands. */
  LoadingOptions newRows(List<Path> others) {
    if (others.contains(Path.of(DataSettings.SIMULATED))) {
      throw new IllegalArgumentException(
          "Simulated songs exist only inside a run, which scores them itself; name CSV files.");
    }
    return settings.data().options().forNewRows(features());
  }

  /** Says how new rows are read, so that they have the units of the training rows. */
  Reading reading(boolean labelled) {
    return Reading.by(genres, new ZScores(scaling), rareValues, labelled);
  }

  /** The names of the features, in order. */
  List<String> features() {
    return new ZScores(scaling).features();
  }

  /** Scales new rows as the training rows were, whatever their genres. */
  Songs scale(Songs songs) {
    List<String> features = features();
    if (!features.equals(songs.features())) {
      throw new IllegalArgumentException(
          "The run was trained on %d features; these files have %s. Give files with the same features."
              .formatted(features.size(), difference(features, songs.features())));
    }
    return new ZScores(scaling).apply(songs);
  }

  private static String difference(List<String> trained, List<String> given) {
    List<String> missing = trained.stream().filter(f -> !given.contains(f)).toList();
    List<String> others = given.stream().filter(f -> !trained.contains(f)).toList();
    return missing.isEmpty()
        ? "others, too: " + String.join(", ", others)
        : "no " + String.join(", no ", missing);
  }
}
