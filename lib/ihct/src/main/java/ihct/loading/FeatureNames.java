package ihct.loading;

import ihct.keys.NearNames;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import ihct.loading.schema.SongSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts the names of a file's columns in the place of words that stand for several: {@code e*} for
 * those that begin with e, {@code f1-f80} for those from f1 to f80 in the file's order, {@code *}
 * for all, and {@code all-but:x,y} for all others. A column that has such a word as its name is
 * meant by it.
 */
final class FeatureNames {

  private static final String ALL_BUT = "all-but:";
  private static final String ANY = "*";
  private static final int NAMED = 10;

  private final Path path;
  private final List<String> header;
  private final List<String> normal;

  private FeatureNames(Path path, List<String> header) {
    this.path = path;
    this.header = header;
    this.normal = header.stream().map(SongSchema::normal).toList();
  }

  /** Whether a name may stand for several columns. */
  static boolean standsForSeveral(List<String> names) {
    return names.stream()
        .anyMatch(name -> name.startsWith(ALL_BUT) || name.contains(ANY) || name.contains("-"));
  }

  /**
   * The columns that the options name as features, each once, in the order in which they are named;
   * those of one word in that of the file. Words take neither the columns that the options name for
   * something else, or that are tiers of the label, nor those without a name.
   *
   * @throws MalformedDataException if a word stands for no column
   */
  static List<String> of(Path path, List<String> header, LoadingOptions options)
      throws MalformedDataException {
    return new FeatureNames(path, header).all(options);
  }

  private List<String> all(LoadingOptions options) throws MalformedDataException {
    List<String> names = new ArrayList<>(options.features());
    Set<String> others = new HashSet<>(Set.of(""));
    Stream.concat(
            Stream.of(
                options.label(),
                options.group(),
                options.id(),
                options.split(),
                options.coarseLabel()),
            Stream.concat(options.hierarchy().stream(), options.categories().stream()))
        .filter(name -> name != null)
        .map(SongSchema::normal)
        .forEach(others::add);
    // of hierarchical classes, which tell the label
    for (int tier = 1; has(options.label() + "/" + tier); tier++) {
      others.add(SongSchema.normal(options.label() + "/" + tier));
    }
    if (!names.get(0).startsWith(ALL_BUT) || has(names.get(0))) {
      return List.copyOf(columns(names, others));
    }
    names.set(0, names.get(0).substring(ALL_BUT.length()).strip());
    columns(names, Set.of()).stream().map(SongSchema::normal).forEach(others::add);
    return List.copyOf(columns(column -> true, others));
  }

  private Set<String> columns(List<String> names, Set<String> others)
      throws MalformedDataException {
    Set<String> found = new LinkedHashSet<>();
    for (String name : names) {
      Set<String> some = columns(name, others);
      if (some.isEmpty()) {
        throw new MalformedDataException(
            path,
            1,
            "",
            "no column is meant by \"%s\" among the features; nearest \"%s\". It has: %s."
                .formatted(name, NearNames.nearest(name, header), Text.some(header, NAMED)));
      }
      found.addAll(some);
    }
    return found;
  }

  private Set<String> columns(String name, Set<String> others) {
    if (has(name)) {
      return Set.of(header.get(place(name))); // words may name it, too
    }
    if (name.contains(ANY)) {
      Predicate<String> like =
          Stream.of(SongSchema.normal(name).split("\\*", -1))
              .map(Pattern::quote)
              .collect(Collectors.collectingAndThen(Collectors.joining(".*"), Pattern::compile))
              .asMatchPredicate();
      return columns(column -> like.test(normal.get(column)), others);
    }
    for (int dash = name.indexOf('-'); dash >= 0; dash = name.indexOf('-', dash + 1)) {
      int from = place(name.substring(0, dash));
      int to = place(name.substring(dash + 1));
      if (from >= 0 && to >= from) {
        return columns(column -> column >= from && column <= to, others);
      }
    }
    return Set.of();
  }

  /** The names of columns that are meant for nothing else, in the order of the file. */
  private Set<String> columns(IntPredicate wanted, Set<String> others) {
    return IntStream.range(0, header.size())
        .filter(column -> wanted.test(column) && !others.contains(normal.get(column)))
        .mapToObj(header::get)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private boolean has(String name) {
    return place(name) >= 0;
  }

  private int place(String name) {
    return normal.indexOf(SongSchema.normal(name));
  }
}
