package ihct.data;

import ihct.files.Names;
import ihct.files.RunListener;
import ihct.io.Sha256;
import ihct.loading.LoadedSongs;
import ihct.loading.LoadingOptions;
import ihct.loading.LoadingReport;
import ihct.loading.Reading;
import ihct.loading.Reason;
import ihct.loading.SongLoader;
import ihct.loading.schema.Words;
import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import ihct.songs.Part;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import ihct.songs.ZScores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The kept songs, unscaled, and what is known of their origin.
 *
 * @param genrePaths by genre, its path in a known tree; empty without one
 * @param source the files' names, or "simulated" with the size
 * @param report what was found, what of it is kept, and why the rest is not
 * @param coarseSongs rows of which a coarse name is known alone, which stands in the place of the
 *     genre; empty if there are none
 */
public record SongData(
    Songs songs,
    Map<String, List<String>> genrePaths,
    String source,
    LoadingReport report,
    Optional<Songs> coarseSongs) {

  /** Reads files to learn from, or simulates songs. */
  public static SongData load(DataSettings settings, RunListener listener) throws IOException {
    return load(settings, Reading.TO_LEARN, listener);
  }

  /**
   * Reads files, or simulates songs.
   *
   * @param reading what they are read for
   * @throws IllegalArgumentException if a setting does not fit the files
   */
  public static SongData load(DataSettings settings, Reading reading, RunListener listener)
      throws IOException {
    return settings.isSimulated()
        ? simulate(settings, reading, listener)
        : read(settings.paths(), settings.parts(), settings.options(), reading, listener);
  }

  private static SongData simulate(DataSettings settings, Reading reading, RunListener listener)
      throws IOException {
    listener.stage("Simulating songs");
    SimulationOptions made = settings.simulation();
    Songs songs =
        reading.names() ? SimulatedSongs.generateWithNames(made) : SimulatedSongs.generate(made);
    String source =
        "simulated (%s: %d rows, %d genres)"
            .formatted(Names.of(settings.scale()), songs.size(), songs.genres().size());
    return of(
        SongLoader.select(songs, DataSettings.SIMULATED, settings.options(), reading.kept()),
        source);
  }

  public static SongData read(
      List<Path> files, LoadingOptions options, Reading reading, RunListener listener)
      throws IOException {
    return read(files, Map.of(), options, reading, listener);
  }

  private static SongData read(
      List<Path> files,
      Map<Path, Part> parts,
      LoadingOptions options,
      Reading reading,
      RunListener listener)
      throws IOException {
    String source =
        files.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining(", "));
    listener.stage("Loading " + source);
    LoadedSongs loaded = SongLoader.load(files, parts, options, reading);
    loaded.report().notes().forEach(listener::note);
    return of(loaded, source);
  }

  /**
   * Simulates songs of any size and difficulty, every row kept; {@link #genrePaths} is the planted
   * tree.
   */
  public static SongData simulated(SimulationOptions options) throws IOException {
    LoadedSongs loaded =
        SongLoader.select(
            SimulatedSongs.generate(options), DataSettings.SIMULATED, LoadingOptions.everything());
    List<String> names = SimulatedSongs.genreNames(options);
    List<List<String>> paths = SimulatedSongs.plantedTree(options).paths(names);
    Map<String, List<String>> byGenre = new HashMap<>();
    for (int genre = 0; genre < names.size(); genre++) {
      byGenre.put(names.get(genre), paths.get(genre));
    }
    Songs songs = loaded.songs();
    String source =
        "simulated (%d rows, %d genres, clarity %s)"
            .formatted(songs.size(), songs.genres().size(), options.clarity());
    return new SongData(songs, byGenre, source, loaded.report(), Optional.empty());
  }

  public static SongData of(LoadedSongs loaded, String source) {
    return new SongData(loaded.songs(), paths(loaded), source, loaded.report(), loaded.coarse());
  }

  private static Map<String, List<String>> paths(LoadedSongs loaded) {
    Map<String, List<String>> paths = new HashMap<>();
    for (int genre = 0; genre < loaded.genrePaths().size(); genre++) {
      paths.put(loaded.songs().genres().get(genre), loaded.genrePaths().get(genre));
    }
    return paths;
  }

  /** Whether ids tell the rows of every file apart, or else what stands in them. */
  public boolean hasIds() {
    return report.files().stream().allMatch(file -> file.mapping().containsKey("track"));
  }

  /** What classes, rows and groups are called. */
  public Words words() {
    return Words.of(songs.features());
  }

  /**
   * {@return what these rows are split by: what is kept together, such as "track", or what of the
   * data says where each row belongs, such as "published column fold"}
   */
  public String splitBy(SplitRule rule, boolean stratified) {
    if (!songs.isParted()) {
      return Names.of(rule) + (stratified ? ", stratified" : "");
    }
    return report.files().stream()
        .flatMap(file -> Stream.ofNullable(file.mapping().get("published split")))
        .findFirst()
        .map("published column %s"::formatted)
        .orElse("published files")
        .concat(isTuned() ? "" : ", validation drawn");
  }

  /** Whether the data say of all rows where they belong, those to tune on included. */
  public boolean isTuned() {
    return songs.isParted()
        && IntStream.range(0, songs.size()).anyMatch(row -> songs.part(row) == Part.VALIDATION);
  }

  /** The same in the words of these rows, for somebody who watches. */
  public String keptTogether(SplitRule rule, boolean stratified) {
    return words().column(splitBy(rule, stratified));
  }

  /** The header of the label in the first file that has one; empty if there is none. */
  public String labelColumn() {
    return report.files().stream()
        .flatMap(file -> Stream.ofNullable(file.mapping().get("genre")))
        .findFirst()
        .orElse("");
  }

  /**
   * Scales the songs by the moments of all kept rows, for a tree by which nothing is predicted;
   * rows that were published to test on are left out.
   *
   * @param listener hears of features that are constant
   * @return z-scored songs of at least two genres
   * @throws IllegalArgumentException if fewer are left
   */
  public Songs scaled(RunListener listener) {
    Songs rows = songs.isParted() ? untested(songs) : songs;
    requireTwo(rows);
    ZScores scaling = ZScores.fit(rows);
    if (!scaling.constantFeatures().isEmpty()) {
      listener.note("Constant, so 0 everywhere: " + String.join(", ", scaling.constantFeatures()));
    }
    return scaling.apply(rows);
  }

  /**
   * Refuses what no tree can be made of.
   *
   * @param rows of these songs
   * @throws IllegalArgumentException if they are of fewer than two genres
   */
  public void requireTwo(Songs rows) {
    if (rows.genres().size() < 2) {
      String wayOn =
          report.leftOut().containsKey(Reason.TOO_FEW)
              ? "Lower --min-per-genre or give more data."
              : "Give data of more genres.";
      throw new IllegalArgumentException(
          words()
              .in("%s holds %d genre; a tree needs at least 2. " + wayOn)
              .formatted(source, rows.genres().size()));
    }
  }

  private static Songs untested(Songs songs) {
    Songs rows =
        songs.rows(
            IntStream.range(0, songs.size()).filter(r -> songs.part(r) != Part.TEST).toArray());
    int[] perGenre = rows.rowsPerGenre();
    return rows.withGenres(
        IntStream.range(0, perGenre.length)
            .filter(genre -> perGenre[genre] > 0)
            .mapToObj(songs.genres()::get)
            .toList());
  }

  /** Rows found, kept or not. */
  public int rowsRead() {
    return report.rowsRead();
  }

  /** Rows left out, by reason; only reasons that occurred. */
  public Map<String, Integer> rowsLeftOut() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    report.leftOut().forEach((reason, left) -> counts.put(reason.words(words()), left.rows()));
    return counts;
  }

  /**
   * {@return the fingerprint of all rows: {@link Songs#sha256} of the songs, and with it that of
   * the coarse ones if there are any}
   */
  public String sha256() {
    String own = songs.sha256();
    return coarseSongs.map(more -> Sha256.of(own + "\n" + more.sha256())).orElse(own);
  }

  /** What the loader reports, below the source if that is no file. */
  public List<String> reportLines() {
    List<String> lines = new ArrayList<>();
    if (report.files().isEmpty()) {
      lines.add(source);
    }
    lines.addAll(report.lines());
    return lines;
  }
}
