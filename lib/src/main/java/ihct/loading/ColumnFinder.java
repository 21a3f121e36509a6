package ihct.loading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the parts of a song in a table by its headers, or says what is missing. */
final class ColumnFinder {

  private static final String ADVICE =
      " Name your own columns with --features a,b,c --label column [--group column].";

  private static final String EXAMPLE =
      " For example, frog calls with the columns MFCCs_1, MFCCs_2, Species and RecordID:"
          + " --features MFCCs_1,MFCCs_2 --label Species --group RecordID."
          + " Quote names that have blanks.";

  private final Path path;
  private final List<String> header;
  private final LoadingOptions options;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> twice = new ArrayList<>();

  private ColumnFinder(Path path, List<String> header, LoadingOptions options) {
    this.path = path;
    this.header = header;
    this.options = options;
    for (int column = 0; column < header.size(); column++) {
      if (places.putIfAbsent(SongSchema.normal(header.get(column)), column) != null) {
        twice.add(SongSchema.normal(header.get(column)));
      }
    }
  }

  /**
   * Maps a header.
   *
   * @throws MalformedDataException if no known schema fits, or a column the user named is missing;
   *     the message lists the columns found and the nearest names
   */
  static Columns find(Path path, List<String> header, LoadingOptions options)
      throws MalformedDataException {
    return new ColumnFinder(path, header, options).find();
  }

  private Columns find() throws MalformedDataException {
    if (options.columns().label().isPresent()) {
      return columns(named());
    }
    // A table that has lost its track ids is still usable, but one with them is preferred.
    for (boolean needsTrack : new boolean[] {true, false}) {
      for (SongSchema schema : SongSchema.KNOWN) {
        if (has(schema.label()) && fits(schema, needsTrack)) {
          return columns(schema);
        }
      }
    }
    if (!options.labelsRequired() && fits(SongSchema.UNLABELLED, false)) {
      return columns(SongSchema.UNLABELLED);
    }
    throw noSchema();
  }

  private boolean fits(SongSchema schema, boolean needsTrack) {
    return (!needsTrack || schema.track().isEmpty() || place(schema.track()) != Columns.NONE)
        && missing(schema.features()).isEmpty();
  }

  /** A schema made of the names the user gave. */
  private SongSchema named() throws MalformedDataException {
    SongColumns names = options.columns();
    String label = names.label().orElseThrow();
    boolean labelled = options.labelsRequired() || has(label);
    if (labelled) {
      required(label, "the label");
    }
    if (names.features().isEmpty()) {
      if (!missing(SongSchema.AUDIO).isEmpty()) {
        throw noSchema();
      }
      return SongSchema.UNLABELLED.withLabel(labelled ? SongSchema.normal(label) : "");
    }
    List<SongSchema.Feature> features = new ArrayList<>();
    for (String feature : names.features()) {
      required(feature, "a feature");
      features.add(new SongSchema.Feature(feature, List.of(SongSchema.normal(feature)), false));
    }
    return new SongSchema(
        "columns named by the user",
        labelled ? SongSchema.normal(label) : "",
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
      int column = unique(feature.name(), place(feature.headers()));
      if (column != Columns.NONE) {
        features.add(feature.name());
        featureColumns.add(column);
        mapping.put(feature.name(), header.get(column));
      }
    }
    int label = unique("genre", schema.label().isEmpty() ? Columns.NONE : place(schema.label()));
    int track = named(options.columns().id(), "the id", "track", schema.track());
    int artist = named(options.columns().group(), "the group", "artist", schema.artist());
    put(mapping, "genre", label);
    put(mapping, "track", track);
    put(mapping, "artist", artist);
    List<Integer> hierarchy = hierarchy(mapping, label);
    return new Columns(
        schema.name(),
        List.copyOf(features),
        List.copyOf(featureColumns),
        label,
        schema.form(),
        track,
        artist,
        options.columns().group().isPresent() ? "" : schema.separators(),
        hierarchy,
        mapping,
        notes(schema, features, track));
  }

  /** The column that the user named for something, or else the one under a known header. */
  private int named(Optional<String> name, String asked, String role, List<String> known)
      throws MalformedDataException {
    return unique(role, name.isPresent() ? required(name.get(), asked) : place(known));
  }

  private List<Integer> hierarchy(Map<String, String> mapping, int label)
      throws MalformedDataException {
    List<Integer> columns = new ArrayList<>();
    for (String name : options.hierarchyColumns()) {
      int column = unique(name, required(name, "a tier of the hierarchy"));
      columns.add(column);
      mapping.put("tier " + columns.size(), header.get(column));
    }
    if (!columns.isEmpty() && columns.get(columns.size() - 1) == label) {
      columns.remove(columns.size() - 1);
    }
    return List.copyOf(columns);
  }

  private List<String> notes(SongSchema schema, List<String> features, int track) {
    List<String> notes = new ArrayList<>();
    if (schema.features() == SongSchema.AUDIO && features.size() < SongSchema.AUDIO.size()) {
      notes.add("no popularity column: %d features".formatted(features.size()));
    } else if (schema.features() != SongSchema.AUDIO && options.columns().features().isEmpty()) {
      notes.add("no audio features: %d position features".formatted(features.size()));
    }
    if (track == Columns.NONE) {
      notes.add("no track column: every record counts as a track of its own");
    }
    if (!schema.parent().isEmpty()
        && has(schema.parent())
        && options.hierarchyColumns().isEmpty()) {
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
    for (String name : missing) {
      int number =
          1 + SongSchema.AUDIO.stream().map(SongSchema.Feature::name).toList().indexOf(name);
      reason.append(
          " no column \"%s\" (feature %d of %d; nearest \"%s\");"
              .formatted(name, number, SongSchema.AUDIO.size(), Text.nearest(name, header)));
    }
    List<String> labels =
        SongSchema.KNOWN.stream()
            .map(SongSchema::label)
            .filter(l -> !l.equals("genre_name"))
            .distinct()
            .toList();
    if (options.labelsRequired() && labels.stream().noneMatch(this::has)) {
      reason.append(
          " no column with the genre (%s; nearest to \"genre\" is \"%s\");"
              .formatted(String.join(", ", labels), Text.nearest("genre", header)));
    }
    reason.setCharAt(reason.length() - 1, '.');
    return new MalformedDataException(path, 1, "", reason + has() + ADVICE);
  }

  /** Most features are missing: not a table of songs with a slip in it, but another table. */
  private MalformedDataException otherTable(List<String> missing) {
    return new MalformedDataException(
        path,
        1,
        "",
        "the table has no schema that is known: it lacks %d features of songs (%s).%s%s%s"
            .formatted(missing.size(), String.join(", ", missing), has(), ADVICE, EXAMPLE));
  }

  private int required(String name, String role) throws MalformedDataException {
    if (!has(name)) {
      throw new MalformedDataException(
          path,
          1,
          "",
          "no column \"%s\", named as %s; nearest \"%s\".%s"
              .formatted(name, role, Text.nearest(name, header), has()));
    }
    return place(name);
  }

  private int unique(String role, int column) throws MalformedDataException {
    if (column != Columns.NONE && twice.contains(SongSchema.normal(header.get(column)))) {
      throw new MalformedDataException(
          path,
          1,
          header.get(column),
          "two columns have this name, and one of them should be the %s. Rename one."
              .formatted(role));
    }
    return column;
  }

  private String has() {
    return " It has: %s."
        .formatted(
            String.join(", ", header.stream().map(h -> h.isEmpty() ? "(unnamed)" : h).toList()));
  }

  private List<String> missing(List<SongSchema.Feature> features) {
    return features.stream()
        .filter(f -> !f.optional() && place(f.headers()) == Columns.NONE)
        .map(SongSchema.Feature::name)
        .toList();
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
