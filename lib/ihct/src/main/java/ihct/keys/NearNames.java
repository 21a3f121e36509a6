package ihct.keys;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
public final class NearNames {

  private static final int SLIPS = 2;

  private NearNames() {}

  /** Finds the nearest name if it looks like a slip: at most two edits away. */
  public static Optional<String> slip(String wanted, Collection<String> names) {
    return Optional.of(nearest(wanted, names))
        .filter(
            name -> edits(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT)) <= SLIPS);
  }

  /**
   * {@return the name, of at least one, that needs the fewest edits to become another; the first of
   * several}
   */
  public static String nearest(String wanted, Collection<String> names) {
    String target = wanted.toLowerCase(Locale.ROOT);
    return names.stream()
        .min(Comparator.comparingInt(name -> edits(target, name.toLowerCase(Locale.ROOT))))
        .orElse("");
  }

  /** Levenshtein's distance, one row of the table at a time. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
