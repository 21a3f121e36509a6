package ihct.loading;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Place;
import ihct.loading.csv.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The known tree above the genres, gathered record by record. A genre whose finer columns are blank
 * in all its records ends early: it stands right below the last one that is filled, or below the
 * root.
 */
final class KnownPaths {

  private static final int NAMED = 10;

  private final List<String> columns;
  private final Collected collected;
  private final MissingValues missing;
  private final boolean isTold;

  /** Of each genre the parents that its records name, and where the first record does. */
  private final Map<Integer, Map<List<String>, Place>> found = new TreeMap<>();

  private final List<String> notes = new ArrayList<>();
  private String label = "";

  /**
   * Prepares for records whose hierarchy stands in these columns, coarse to fine.
   *
   * @param isTold whether a model has its tree already: then nothing is refused, and a genre whose
   *     records contradict each other or name no parent has an empty path
   */
  KnownPaths(List<String> columns, Collected collected, MissingValues missing, boolean isTold) {
    this.missing = missing;
    this.isTold = isTold;
    this.columns = columns;
    this.collected = collected;
  }

  /** Names the genre's column, for messages; nothing if a file has none. */
  void nameLabel(String header) {
    label = header.isEmpty() ? label : header;
  }

  /**
   * Takes in what one record says about a genre.
   *
   * @throws MalformedDataException if a finer column is filled and a coarser one is not
   */
  void add(int genre, List<String> cells, Supplier<Place> place) throws MalformedDataException {
    Map<List<String>, Place> known = found.computeIfAbsent(genre, g -> new LinkedHashMap<>());
    if (known.containsKey(cells)) {
      return;
    }
    Place here = place.get();
    known.put(cells, here);
    if (isTold) {
      return;
    }
    List<String> parents = filled(cells);
    for (int i = 0; i < parents.size(); i++) {
      if (missing.contains(parents.get(i))) {
        throw new MalformedDataException(
            new Place(
                here.file(),
                here.line(),
                columns.get(i),
                "the cell is blank, but the finer \"%s\" is \"%s\". Only the finest columns of a hierarchy may be blank, where a class ends early."
                    .formatted(columns.get(parents.size() - 1), parents.get(parents.size() - 1))));
      }
    }
  }

  /** The cells up to the last that is not missing. */
  private List<String> filled(List<String> cells) {
    int length = cells.size();
    while (length > 0 && missing.contains(cells.get(length - 1))) {
      length--;
    }
    return cells.subList(0, length);
  }

  /**
   * Gives the paths of the kept genres, coarse to fine, ending in the genre.
   *
   * @throws MalformedDataException if the columns stand in the wrong order, a genre stands at two
   *     places, or no record names any parent
   */
  List<List<String>> of(List<Integer> kept) throws MalformedDataException {
    if (isTold) {
      return told(kept);
    }
    checkOrder();
    Map<Integer, List<String>> parents = new TreeMap<>();
    for (int genre : found.keySet()) {
      parents.put(genre, parents(genre));
    }
    if (kept.stream().allMatch(genre -> parents.get(genre).isEmpty())) {
      throw new MalformedDataException(
          collected.records.files.get(0),
          "no record names the parent of genre \"%s\"; fill the hierarchy columns."
              .formatted(collected.genres.get(kept.get(0))));
    }
    noteShort(kept, parents);
    List<List<String>> paths = new ArrayList<>();
    for (int genre : kept) {
      List<String> path = new ArrayList<>(parents.get(genre));
      path.add(collected.genres.get(genre));
      paths.add(List.copyOf(path));
    }
    return List.copyOf(paths);
  }

  private List<List<String>> told(List<Integer> kept) {
    List<List<String>> paths = new ArrayList<>();
    List<String> inDoubt = new ArrayList<>();
    for (int genre : kept) {
      List<String> path = new ArrayList<>();
      try {
        if (found.containsKey(genre)) {
          path.addAll(parents(genre));
        }
        if (path.stream().anyMatch(missing::contains)) {
          inDoubt.add(collected.genres.get(genre));
          path.clear();
        }
      } catch (MalformedDataException e) {
        inDoubt.add(collected.genres.get(genre));
      }
      if (!path.isEmpty()) {
        path.add(collected.genres.get(genre));
      }
      paths.add(List.copyOf(path));
    }
    if (!inDoubt.isEmpty()) {
      notes.add(
          "%d %s stand at several places of the hierarchy columns, or below a blank one, and so at none: %s"
              .formatted(
                  inDoubt.size(), Text.noun(inDoubt.size(), "classes"), Text.some(inDoubt, NAMED)));
    }
    return List.copyOf(paths);
  }

  /** What a reader of the report must be told, once {@link #of} was asked. */
  List<String> notes() {
    return List.copyOf(notes);
  }

  /** The longest parents of a genre, of which all others must be a part. */
  private List<String> parents(int genre) throws MalformedDataException {
    List<String> longest = List.of();
    Place place = null;
    for (Map.Entry<List<String>, Place> entry : found.get(genre).entrySet()) {
      List<String> parents = filled(entry.getKey());
      boolean longer = parents.size() > longest.size();
      List<String> shorter = longer ? longest : parents;
      if (!(longer ? parents : longest).subList(0, shorter.size()).equals(shorter)) {
        throw twoPlaces(genre, entry.getValue(), parents, place, longest);
      }
      place = longer || place == null ? entry.getValue() : place;
      longest = longer ? parents : longest;
    }
    return longest;
  }

  private MalformedDataException twoPlaces(
      int genre, Place place, List<String> here, Place earlier, List<String> there) {
    return new MalformedDataException(
        new Place(
            place.file(),
            place.line(),
            "",
            "genre \"%s\" stands under \"%s\" here and under \"%s\" at %s. A tree needs one parent for each genre: name other hierarchy columns, or rename the genre.%s"
                .formatted(
                    collected.genres.get(genre),
                    String.join(" > ", here),
                    String.join(" > ", there),
                    earlier,
                    finerThanLabel())));
  }

  /** Refuses columns of which a coarser one has more values than a finer one. */
  private void checkOrder() throws MalformedDataException {
    for (int coarse = 0; coarse < columns.size(); coarse++) {
      for (int fine = coarse + 1; fine < columns.size(); fine++) {
        int coarseValues = values(coarse, fine).size();
        int fineValues = values(fine, coarse).size();
        if (coarseValues > fineValues) {
          throw wrongOrder(coarse, coarseValues, fine, fineValues);
        }
        if (coarseValues == fineValues && coarseValues > 1 && isFilled(fine)) {
          notes.add(
              "the hierarchy columns \"%s\" and \"%s\" have %d values each, so one of their tiers adds nothing"
                  .formatted(columns.get(coarse), columns.get(fine), fineValues));
        }
      }
    }
  }

  /** Says that a column is finer than the label, if it has more values; or nothing. */
  private String finerThanLabel() {
    for (int column = 0; column < columns.size(); column++) {
      int values = values(column, column).size();
      if (values > found.size()) {
        List<String> tiers = new ArrayList<>(columns);
        tiers.set(column, label);
        return " Or the order is wrong: \"%s\" has %d values and the label, \"%s\", %d; then: --label %s --hierarchy %s."
            .formatted(
                columns.get(column),
                values,
                label,
                found.size(),
                columns.get(column),
                String.join(",", tiers));
      }
    }
    return "";
  }

  /** Whether no class ends above a column, where the tier has it besides the column's values. */
  private boolean isFilled(int column) {
    return found.entrySet().stream()
        .allMatch(
            each ->
                each.getValue().keySet().stream()
                    .noneMatch(cells -> missing.contains(value(cells, each.getKey(), column))));
  }

  /** The values of a column in the records in which another is filled, too. */
  private Set<String> values(int column, int other) {
    Set<String> values = new HashSet<>();
    found.forEach(
        (genre, all) ->
            all.keySet()
                .forEach(
                    cells -> {
                      String value = value(cells, genre, column);
                      if (!missing.contains(value)
                          && !missing.contains(value(cells, genre, other))) {
                        values.add(value);
                      }
                    }));
    return values;
  }

  /** A cell; behind the last of the parents' cells stands the genre's own. */
  private String value(List<String> cells, int genre, int column) {
    return column < cells.size() ? cells.get(column) : collected.genres.get(genre);
  }

  private MalformedDataException wrongOrder(
      int coarse, int coarseValues, int fine, int fineValues) {
    List<String> likely =
        IntStream.range(0, columns.size())
            .boxed()
            .sorted((a, b) -> Integer.compare(values(a, a).size(), values(b, b).size()))
            .map(columns::get)
            .toList();
    return new MalformedDataException(
        collected.records.files.get(0),
        1,
        columns.get(coarse),
        "this hierarchy column has %d values and \"%s\", named as finer, has %d. A hierarchy goes from coarse to fine, probably: --hierarchy %s."
            .formatted(coarseValues, columns.get(fine), fineValues, String.join(",", likely)));
  }

  private void noteShort(List<Integer> kept, Map<Integer, List<String>> parents) {
    int longest = kept.stream().mapToInt(genre -> parents.get(genre).size()).max().orElse(0);
    List<String> shallow =
        kept.stream()
            .filter(genre -> parents.get(genre).size() < longest)
            .map(collected.genres::get)
            .toList();
    if (!shallow.isEmpty()) {
      notes.add(
          "%d of %d classes end early, as their finer hierarchy columns are blank: %s"
              .formatted(shallow.size(), kept.size(), Text.some(shallow, NAMED)));
    }
    List<String> filledElsewhere =
        kept.stream()
            .filter(
                genre ->
                    found.get(genre).keySet().stream()
                        .anyMatch(cells -> filled(cells).size() < parents.get(genre).size()))
            .map(collected.genres::get)
            .toList();
    if (!filledElsewhere.isEmpty()) {
      notes.add(
          "of %d %s some rows leave hierarchy columns blank that other rows fill, and stand with these: %s"
              .formatted(
                  filledElsewhere.size(),
                  Text.noun(filledElsewhere.size(), "classes"),
                  Text.some(filledElsewhere, NAMED)));
    }
  }
}
