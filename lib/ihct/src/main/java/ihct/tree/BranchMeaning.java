package ihct.tree;

import ihct.display.DisplayProvider;
import ihct.display.Displayable;
import ihct.display.Escape;
import ihct.display.FrontEnd;
import ihct.display.MimeBundle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What separates the sides of a node of the tree, in words and as a table. See {@link
 * BranchMeanings} for the formula.
 *
 * @param node such as "node 30 (merge 15 of 15)" or "tier 1, cluster 0"
 * @param sides two or more; one if the next tier leaves the cluster whole. Of two, the differences
 *     of the second are those of the first with the other sign
 * @param unit what the differences are counted in
 */
public record BranchMeaning(String node, List<Side> sides, String unit) implements Displayable {

  static {
    FrontEnd.current(); // a kernel that runs this as a guest learns how to show it
  }

  /** Below this a difference is not worth a word: what Cohen (1988) calls a small effect. */
  public static final double SMALL = 0.2;

  /** More words would not be read. */
  private static final int MOST_WORDS = 3;

  private static final String ALIKE = "no feature stands out";

  /** Copies the list. */
  public BranchMeaning {
    sides = List.copyOf(sides);
  }

  /**
   * By how much a side differs from the others in a feature.
   *
   * @param feature its name
   * @param deviations the side's mean minus that of the others, in the meaning's unit
   */
  public record Difference(String feature, double deviations) {

    /**
     * {@return such as "louder"; "higher NAME" for a feature without words of its own; "–" for 0}
     */
    public String words() {
      return deviations == 0 ? "–" : FeatureWords.of(feature, deviations > 0);
    }

    private boolean isLarge() {
      return Math.abs(deviations) >= SMALL;
    }

    @Override
    public String toString() {
      String number = String.format(Locale.ROOT, "%+.2f", deviations).replace('-', '−');
      return feature + " " + number;
    }
  }

  /**
   * One side of a node, against all its other sides.
   *
   * @param name the genre, or the most central ones
   * @param genres how many genres it has
   * @param differences one per feature, the largest first; of equal ones in the order of features
   */
  public record Side(String name, int genres, List<Difference> differences) {

    /** Copies the list, and sorts it. */
    public Side {
      differences =
          differences.stream()
              .sorted(Comparator.comparingDouble(d -> -Math.abs(d.deviations())))
              .toList();
    }

    /** {@return the three largest differences at most, such as "louder, less acoustic"} */
    public String words() {
      return said().findAny().isEmpty()
          ? ALIKE
          : said().map(Difference::words).collect(Collectors.joining(", "));
    }

    private Stream<Difference> said() {
      return differences.stream().filter(Difference::isLarge).limit(MOST_WORDS);
    }

    /** The differences behind the words; if there are none, the largest. */
    private String numbers() {
      long count = Math.max(1, said().count());
      return differences.stream()
          .limit(count)
          .map(Difference::toString)
          .collect(Collectors.joining(", "));
    }

    private String label() {
      return genres == 1 ? name : name + " (" + genres + ")";
    }
  }

  /**
   * All differences as a table: of two sides those of the first against the second, else those of
   * each side against the others.
   *
   * @return a row per side and feature, the largest difference of a side first
   */
  public Table table() {
    StringColumn names = StringColumn.create("side");
    StringColumn features = StringColumn.create("feature");
    DoubleColumn differences = DoubleColumn.create("difference");
    StringColumn words = StringColumn.create("in words");
    for (Side side : told()) {
      for (Difference difference : side.differences()) {
        names.append(side.name());
        features.append(difference.feature());
        differences.append(difference.deviations());
        words.append(difference.words());
      }
    }
    return Table.create(node, names, features, differences, words);
  }

  private List<Side> told() {
    return sides.size() == 2 ? sides.subList(0, 1) : sides;
  }

  private String line(Side side) {
    String others = sides.size() == 2 ? sides.get(1).label() : "the others";
    return "%s against %s: %s (%s)".formatted(side.label(), others, side.words(), side.numbers());
  }

  private Stream<String> lines() {
    return sides.size() == 1
        ? Stream.of(sides.get(0).label() + ", which the next tier leaves whole")
        : told().stream().map(this::line);
  }

  /** {@return the words and, where a front end shows it, the table} */
  @Override
  public MimeBundle mimeBundle() {
    MimeBundle text = MimeBundle.ofText(toString());
    Optional<Object> table =
        sides.size() == 1
            ? Optional.empty()
            : DisplayProvider.formsOf(table()).map(forms -> forms.forms().get(MimeBundle.HTML));
    String words =
        toString().lines().map(Escape::xml).collect(Collectors.joining("<br>", "<p>", "</p>\n"));
    return table.map(html -> text.with(MimeBundle.HTML, words + html)).orElse(text);
  }

  @Override
  public String toString() {
    return Stream.concat(Stream.of(node + ", in " + unit), lines().map(line -> "  " + line))
        .map(Escape::readable)
        .collect(Collectors.joining("\n"));
  }
}
