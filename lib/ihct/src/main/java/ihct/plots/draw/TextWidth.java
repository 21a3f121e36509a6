package ihct.plots.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * Estimates how wide text is, since a picture must leave room for text before any font is known.
 * Errs on the wide side of Arial, so that wider sans-serif fonts fit as well.
 */
public final class TextWidth {

  private static final String NARROW = "iljtfrI.,:;'|!()[]{}-/ \u202F";
  private static final String WIDE = "mwMW@%—…";
  private static final int FIRST_WIDE_SCRIPT = 0x1100; // Hangul, Kana, Han, emoji

  private TextWidth() {}

  public static double of(String text, double size) {
    return text.codePoints().mapToDouble(TextWidth::ems).sum() * size;
  }

  private static double ems(int c) {
    if (NARROW.indexOf(c) >= 0) {
      return 0.36;
    }
    if (WIDE.indexOf(c) >= 0) {
      return 0.94;
    }
    if (c >= FIRST_WIDE_SCRIPT && !(c >= 0x2000 && c < 0x2400)) {
      return 1.05;
    }
    return Character.isUpperCase(c) ? 0.72 : 0.6;
  }

  /** Cuts text that is wider than the room, and ends it with an ellipsis. */
  public static String fit(String text, double size, double room) {
    if (of(text, size) <= room) {
      return text;
    }
    int end = text.length();
    while (end > 1 && of(text.substring(0, end) + "…", size) > room) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }

  /** Breaks text at blanks into lines no wider than the room; the last allowed line is cut. */
  public static List<String> wrap(String text, double size, double room, int mostLines) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      boolean last = lines.size() == mostLines - 1;
      if (!last && !line.isEmpty() && of(longer, size) > room) {
        lines.add(fit(line, size, room));
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(fit(line, size, room));
    return lines;
  }
}
