package ihct.loading;

import ihct.keys.NearNames;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Numbers;
import ihct.loading.csv.Text;
import ihct.loading.schema.Columns;
import ihct.loading.schema.Derived;
import ihct.loading.schema.HeaderWords;
import ihct.loading.schema.LabelForm;
import ihct.loading.schema.SongSchema;
import ihct.loading.schema.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Finds the parts of a song in a table by its headers, or says what is missing. */
final class ColumnFinder {

  /** What a mapping calls the column of coarse names. */
  static final String COARSE = "coarse label";

  /** Columns that a message names. */
  private static final int NAMED = 10;

  private static final String NO_TRACK =
      "no track column: every record counts as a track of its own";

  private static final String NO_ID_COLUMN = "no column with ids: every record stands for itself";

  private static final String NO_ID =
      ", and the text of its cells decides on its part of a split, so that scaling a column moves"
          + " the test part; --id COLUMN names one";

  private static final String LABEL_ADVICE = " Name it: --label COLUMN.";

  private static final String ADVICE =
      " Name your own columns with --features a,b,c --label column [--group column].";

  private static final String ONE_COLUMN =
      "the first line names one column, %s. It must hold the names of all columns, with commas,"
          + " semicolons, tabs or vertical bars between them; delete lines that stand above it.";

  /** Evaluate and predict have no options for columns: they go by those of the run. */
  private static final String TRAINED_ADVICE =
      " Give the columns the names that they have in the files of the run%s.";

  private static final String NO_LABEL = "; or use predict, which needs no label";

  private static final String EXAMPLE =
      " For example, frog calls with the columns MFCCs_1, MFCCs_2, Species and RecordID:"
          + " --features MFCCs_1,MFCCs_2 --label Species --group RecordID."
          + " Quote names that have blanks.";

  private static final String HEADLESS =
      " Most of these are numbers: if the first line is a row, name all %d columns:"
          + " --columns f1,f2,kind.";

  private static final String COMMENT =
      " The first line begins with #: if it is a comment, take it away: grep -v '^#' FILE > NEW; if"
          + " it holds the names: sed '1s/^#[ ]*//' FILE > NEW.";

  private final Path path;
  private final List<String> header;
  private final LoadingOptions options;
  private final Reading reading;
  private final boolean isDrawn;
  private final HeaderWords words;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> twice = new ArrayList<>();

  /** Whether rows have coarse names alone. */
  private final boolean isCoarse;

  /** Whether headers that only hold the words are taken, too. */
  private boolean byWords;

  private ColumnFinder(
      Path path, List<String> header, LoadingOptions options, Reading reading, boolean isDrawn) {
    this.path = path;
    this.header = header;
    this.options = options;
    this.reading = reading;
    this.isDrawn = isDrawn;
    this.words = new HeaderWords(header);
    for (int column = 0; column < header.size(); column++) {
      if (places.putIfAbsent(SongSchema.normal(header.get(column)), column) != null) {
        twice.add(SongSchema.normal(header.get(column)));
      }
    }
    isCoarse = isCoarse();
  }

  /**
   * Maps a header.
   *
   * @param isDrawn whether the rows will be split by a draw, which goes by their ids
   * @throws MalformedDataException if no known schema fits, or a column the user named is missing;
   *     the message lists the columns found and the nearest names
   */
  static Columns find(
      Path path, List<String> header, LoadingOptions options, Reading reading, boolean isDrawn)
      throws MalformedDataException {
    return new ColumnFinder(path, header, options, reading, isDrawn).find();
  }

  /**
   * Refuses a column of coarse names that no file has.
   *
   * @param path the first file, of this header
   */
  static void requireCoarse(Path path, List<String> header, LoadingOptions options)
      throws MalformedDataException {
    new ColumnFinder(path, header, options, Reading.TO_LEARN, false)
        .required(options.coarseLabel(), "the " + COARSE);
  }

  private Columns find() throws MalformedDataException {
    if (options.label() != null && reading.labelled() && !isCoarse) {
      required(
          options.label(),
          "the label" + orAbove(),
          reading.isTrained() ? TRAINED_ADVICE.formatted(NO_LABEL) : "");
    }
    if (!options.features().isEmpty()) {
      return columns(named());
    }
    // Headers as published come first, then those that hold the words.
    for (boolean anyWords : new boolean[] {false, true}) {
      byWords = anyWords;
      Optional<SongSchema> schema = known();
      if (schema.isPresent()) {
        return columns(schema.get());
      }
    }
    throw noSchema();
  }

  private Optional<SongSchema> known() throws MalformedDataException {
    List<SongSchema> labelled = labelled();
    // A table that has lost its track ids is still usable, but one with them is preferred.
    for (boolean needsTrack : new boolean[] {true, false}) {
      for (SongSchema schema : labelled) {
        if (fits(schema, needsTrack)) {
          return Optional.of(schema);
        }
      }
    }
    return (!reading.labelled() || isCoarse) && fits(SongSchema.UNLABELLED, false)
        ? Optional.of(SongSchema.UNLABELLED)
        : Optional.empty();
  }

  /** The schemas whose genre is there, or whose genre is the column that the user named. */
  private List<SongSchema> labelled() throws MalformedDataException {
    if (isCoarse) {
      return List.of();
    }
    Optional<String> label = label();
    if (label.isPresent()) {
      return Stream.concat(
              SongSchema.KNOWN.stream().filter(schema -> schema.label().equals(label.get())),
              Stream.of(SongSchema.UNLABELLED.withLabel(label.get())))
          .toList();
    }
    List<SongSchema> known =
        SongSchema.KNOWN.stream()
            .filter(s -> has(s.label()) && place(s.label()) != coarseLabel())
            .toList();
    if (!byWords || options.label() != null || !known.isEmpty()) {
      return known;
    }
    List<Integer> genres = words.genre().stream().filter(c -> c != coarseLabel()).toList();
    if (genres.size() > 1 && reading.labelled() && fits(SongSchema.UNLABELLED, false)) {
      throw malformed(
          "",
          "%d columns may hold the genre: %s. %s"
              .formatted(
                  genres.size(),
                  Text.some(genres.stream().map(header::get).toList(), NAMED),
                  reading.isTrained()
                      ? "Call the right one as the files of the run do."
                      : "Name the right one (--label COLUMN)."));
    }
    return genres.size() == 1
        ? List.of(SongSchema.UNLABELLED.withLabel(SongSchema.normal(header.get(genres.get(0)))))
        : List.of();
  }

  /** Whether rows to learn from have coarse names here, and none has a label. */
  private boolean isCoarse() {
    List<String> above = options.above().stream().map(SongSchema::normal).toList();
    if (!reading.toLearn() || above.stream().noneMatch(this::has)) {
      return false;
    }
    if (options.label() != null) {
      return !has(options.label());
    }
    Stream<String> known = SongSchema.KNOWN.stream().map(SongSchema::label).filter(this::has);
    Stream<String> worded = words.genre().stream().map(header::get).map(SongSchema::normal);
    return above.containsAll(Stream.concat(known, worded).toList())
        && (options.coarseLabel() != null || !has(above.get(above.size() - 1)));
  }

  private int coarseLabel() {
    return options.coarseLabel() == null ? Columns.NONE : place(options.coarseLabel());
  }

  /** Which columns would do in place of the label's, in files to learn from. */
  private String orAbove() {
    if (!reading.toLearn() || options.above().isEmpty()) {
      return "";
    }
    return options.coarseLabel() != null
        ? ", nor \"%s\", named as the %s".formatted(options.coarseLabel(), COARSE)
        : ", nor a coarser one of the hierarchy " + String.join(",", options.hierarchy());
  }

  /** The column that the user named as label, if the file has it. */
  private Optional<String> label() {
    return Optional.ofNullable(options.label()).map(SongSchema::normal).filter(this::has);
  }

  private boolean fits(SongSchema schema, boolean needsTrack) {
    return (!needsTrack || schema.track().isEmpty() || place(schema.track()) != Columns.NONE)
        && missing(schema.features()).isEmpty();
  }

  /** A schema made of the names the user gave. */
  private SongSchema named() throws MalformedDataException {
    List<SongSchema.Feature> features = new ArrayList<>();
    for (String feature : options.numbers()) {
      required(feature, "a feature");
      features.add(new SongSchema.Feature(feature, List.of(SongSchema.normal(feature)), false));
    }
    return new SongSchema(
        "columns named by the user",
        label().orElse(""),
        LabelForm.ONE,
        has("track_id") ? List.of("track_id") : List.of(),
        List.of(),
        "",
        "",
        features);
  }

  private Columns columns(SongSchema schema) throws MalformedDataException {
    Map<String, String> mapping = new LinkedHashMap<>();
    List<String> features = new ArrayList<>();
    List<Integer> featureColumns = new ArrayList<>();
    for (SongSchema.Feature feature : schema.features()) {
      int column = unique(feature.name(), place(feature));
      if (column != Columns.NONE) {
        features.add(feature.name());
        featureColumns.add(column);
        mapping.put(feature.name(), header.get(column));
      }
    }
    int label = unique("genre", schema.label().isEmpty() ? Columns.NONE : place(schema.label()));
    // Rows for a trained model are not split: without ids and groups they can be answered, too.
    String id =
        options.id() != null && (!reading.isTrained() || has(options.id())) ? options.id() : null;
    int track = named(id, "the id", "track", schema.track(), words.track());
    int artist =
        options.group() != null && reading.isTrained() && !has(options.group())
            ? Columns.NONE
            : named(options.group(), "the group", "artist", schema.artist(), words.artist());
    put(mapping, "genre", label);
    put(mapping, "track", track);
    put(mapping, "artist", artist);
    int title = reading.names() ? place(SongSchema.TITLE) : Columns.NONE;
    put(mapping, "title", title);
    int part = options.split() == null ? Columns.NONE : required(options.split(), "the split");
    put(mapping, "published split", unique("split", part));
    List<Integer> hierarchy = hierarchy(mapping, label);
    return new Columns(
        schema.name(),
        List.copyOf(features),
        List.copyOf(featureColumns),
        logged(mapping, features),
        categories(mapping, label, features),
        label,
        schema.form(),
        track,
        artist,
        title,
        reading.names() ? place(SongSchema.ARTIST_NAME) : Columns.NONE,
        part,
        options.group() != null ? "" : schema.separators(),
        hierarchy,
        mapping,
        notes(schema, features, track));
  }

  /** The column that the user named for something, or else the one under a known header. */
  private int named(
      String name, String asked, String role, List<String> known, List<Integer> byWord)
      throws MalformedDataException {
    if (name != null) {
      return unique(role, required(name, asked));
    }
    int exact = place(known);
    boolean one = exact == Columns.NONE && byWords && byWord.size() == 1;
    return unique(role, one ? byWord.get(0) : exact);
  }

  private List<Integer> hierarchy(Map<String, String> mapping, int label)
      throws MalformedDataException {
    boolean isMissing = !options.hierarchy().stream().allMatch(this::has);
    if (reading.isTrained() && (isMissing || !reading.labelled())) {
      return List.of(); // the model has its tree
    }
    List<Integer> columns = new ArrayList<>();
    if (coarseLabel() != Columns.NONE) {
      columns.add(unique(COARSE, coarseLabel()));
      put(mapping, COARSE, coarseLabel());
    }
    for (String name : options.hierarchy()) {
      if (isCoarse && !has(name)) {
        columns.add(Columns.NONE);
        continue;
      }
      int column = unique(name, required(name, "a tier of the hierarchy"));
      if (columns.contains(column)) {
        throw malformed(name, "it stands twice in the hierarchy; name each column once.");
      }
      columns.add(column);
      mapping.put("tier " + columns.size(), header.get(column));
    }
    if (!columns.isEmpty() && !isCoarse && columns.get(columns.size() - 1) == label) {
      columns.remove(columns.size() - 1);
      if (columns.isEmpty()) {
        throw malformed(
            header.get(label),
            "a hierarchy of the label alone has no tier above it. Name coarser columns before it, or leave --hierarchy out.");
      }
    }
    return List.copyOf(columns);
  }

  /** Which features the user wants the logarithm of, named as we call them or as the file does. */
  private Set<Integer> logged(Map<String, String> mapping, List<String> features)
      throws MalformedDataException {
    Set<Integer> logged = new TreeSet<>();
    for (String name : options.log()) {
      String normal = SongSchema.normal(name);
      OptionalInt place =
          IntStream.range(0, features.size())
              .filter(
                  j ->
                      normal.equals(SongSchema.normal(features.get(j)))
                          || normal.equals(SongSchema.normal(mapping.get(features.get(j)))))
              .findFirst();
      logged.add(
          place.orElseThrow(
              () ->
                  malformed(
                      "",
                      "no feature \"%s\" to take the logarithm of. The features are: %s."
                          .formatted(name, Text.some(features, NAMED)))));
    }
    return logged;
  }

  private List<Integer> categories(Map<String, String> mapping, int label, List<String> features)
      throws MalformedDataException {
    if (!Derived.originals(features, !options.log().isEmpty(), options.categories())
        .equals(features)) {
      throw malformed(
          "",
          "a feature is called as logarithms (log(x)) or values of categories (x=y) are: %s. Rename it."
              .formatted(Text.some(features, NAMED)));
    }
    List<Integer> columns = new ArrayList<>();
    for (String name : options.categories()) {
      int column = unique("category", required(name, "a column of categories"));
      if (column == label) {
        throw malformed(name, "it is the label, so it cannot be a category; leave it out.");
      }
      columns.add(column);
      mapping.put("category " + columns.size(), header.get(column));
    }
    return List.copyOf(columns);
  }

  private MalformedDataException malformed(String column, String reason) {
    return new MalformedDataException(path, 1, column, reason);
  }

  private List<String> notes(SongSchema schema, List<String> features, int track) {
    List<String> notes = new ArrayList<>();
    if (schema.features() == SongSchema.AUDIO && features.size() < SongSchema.AUDIO.size()) {
      notes.add("no popularity column: %d features".formatted(features.size()));
    } else if (schema.features() != SongSchema.AUDIO && options.features().isEmpty()) {
      notes.add("no audio features: %d position features".formatted(features.size()));
    }
    // channels may be numbered; "5.1" is hardly the name of one
    if (header.stream().anyMatch(name -> Numbers.isLike(name) && !name.matches("\\d+"))
        && !headless().isEmpty()) {
      notes.add("the first line was taken for names." + headless());
    }
    if (track == Columns.NONE) {
      notes.add(
          (options.words() == Words.SONGS ? NO_TRACK : NO_ID_COLUMN)
              + (reading.labelled() && !reading.isTrained() && isDrawn ? NO_ID : ""));
    }
    if (!schema.parent().isEmpty() && has(schema.parent()) && options.hierarchy().isEmpty()) {
      notes.add(
          "known parents of the genres: --hierarchy %s,%s"
              .formatted(header.get(place(schema.parent())), header.get(place(schema.label()))));
    }
    return List.copyOf(notes);
  }

  private MalformedDataException noSchema() {
    List<String> missing = missing(SongSchema.AUDIO);
    if (2 * missing.size() > SongSchema.AUDIO.size()) {
      return otherTable(missing);
    }
    StringBuilder reason = new StringBuilder("the table has no schema that is known:");
    for (SongSchema.Feature feature : SongSchema.AUDIO) {
      if (missing.contains(feature.name())) {
        reason.append(
            " no column \"%s\" (feature %d of %d%s);"
                .formatted(
                    feature.name(),
                    1 + SongSchema.AUDIO.indexOf(feature),
                    SongSchema.AUDIO.size(),
                    hint(feature)));
      }
    }
    List<String> labels =
        SongSchema.KNOWN.stream()
            .map(SongSchema::label)
            .filter(l -> !l.equals("genre_name"))
            .distinct()
            .toList();
    boolean noGenre =
        options.label() == null
            && !isCoarse
            && labels.stream().noneMatch(this::has)
            && words.genre().isEmpty();
    if (reading.labelled() && noGenre) {
      reason.append(
          " no column with the genre (%s%s)%s;"
              .formatted(String.join(", ", labels), near("genre"), orAbove()));
    }
    reason.setCharAt(reason.length() - 1, '.');
    if (reading.isTrained()) {
      return malformed(
          "", reason + has() + TRAINED_ADVICE.formatted(missing.isEmpty() ? NO_LABEL : ""));
    }
    return malformed("", reason + has() + (missing.isEmpty() ? LABEL_ADVICE : ADVICE));
  }

  /** The columns of which one may be meant. */
  private String hint(SongSchema.Feature feature) {
    List<String> several = words.feature(feature).stream().map(header::get).toList();
    return several.size() > 1
        ? "; it may be " + String.join(" or ", several)
        : near(feature.name());
  }

  private String near(String name) {
    return NearNames.slip(name, header).map("; nearest \"%s\""::formatted).orElse("");
  }

  /** Most features are missing: not a table of songs with a slip in it, but another table. */
  private MalformedDataException otherTable(List<String> missing) {
    return malformed(
        "",
        header.size() == 1
            ? ONE_COLUMN.formatted(Text.shortened(header.get(0)))
            : "the table has no schema that is known: it lacks %d features of songs (%s).%s%s%s%s"
                .formatted(
                    missing.size(),
                    String.join(", ", missing),
                    has(),
                    headless(),
                    reading.isTrained() ? TRAINED_ADVICE.formatted("") : ADVICE,
                    reading.isTrained() ? "" : EXAMPLE));
  }

  /** What to do if the first line is a row; nothing if its cells are names. */
  private String headless() {
    if (header.get(0).startsWith("#")) {
      return COMMENT;
    }
    long numbers = header.stream().filter(Numbers::isLike).count();
    return 2 * numbers > header.size() ? HEADLESS.formatted(header.size()) : "";
  }

  private int required(String name, String role) throws MalformedDataException {
    return required(name, role, "");
  }

  private int required(String name, String role, String advice) throws MalformedDataException {
    if (!has(name)) {
      throw malformed(
          "",
          "no column \"%s\", named as %s; nearest \"%s\".%s%s%s"
              .formatted(name, role, NearNames.nearest(name, header), has(), headless(), advice));
    }
    return place(name);
  }

  private int unique(String role, int column) throws MalformedDataException {
    if (column != Columns.NONE && twice.contains(SongSchema.normal(header.get(column)))) {
      throw malformed(
          header.get(column),
          "two columns have this name, and one of them should be the %s. Rename one."
              .formatted(role));
    }
    return column;
  }

  private String has() {
    return " It has: %s."
        .formatted(
            Text.some(header.stream().map(h -> h.isEmpty() ? "(unnamed)" : h).toList(), NAMED));
  }

  private List<String> missing(List<SongSchema.Feature> features) {
    return features.stream()
        .filter(f -> !f.optional() && place(f) == Columns.NONE)
        .map(SongSchema.Feature::name)
        .toList();
  }

  /**
   * Where a feature stands: under one of its headers, or under the only one with its word, which no
   * table that is complete without it may lose.
   */
  private int place(SongSchema.Feature feature) {
    int exact = place(feature.headers());
    if (exact != Columns.NONE || !(byWords || feature.optional())) {
      return exact;
    }
    List<Integer> columns = words.feature(feature);
    return columns.size() == 1 ? columns.get(0) : Columns.NONE;
  }

  private boolean has(String name) {
    return places.containsKey(SongSchema.normal(name));
  }

  private int place(String name) {
    return places.getOrDefault(SongSchema.normal(name), Columns.NONE);
  }

  private int place(List<String> names) {
    return names.stream()
        .mapToInt(this::place)
        .filter(c -> c != Columns.NONE)
        .findFirst()
        .orElse(Columns.NONE);
  }

  private void put(Map<String, String> mapping, String role, int column) {
    if (column != Columns.NONE) {
      mapping.put(role, header.get(column));
    }
  }
}
