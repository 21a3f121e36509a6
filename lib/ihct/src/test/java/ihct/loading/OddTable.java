package ihct.loading;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes tables with the columns of {@link Tables#table} and every oddity in them. */
final class OddTable {

  private static final List<String> NUMBERS =
      List.of(
          "0.5",
          "-6.746",
          "230666",
          "1.01e-06",
          "0.0",
          "-0.0",
          "1e3",
          " 7 ",
          "\u2003.5",
          "+4.",
          "0.8210000000000001",
          "12345678901234567890",
          "1e-300",
          "9007199254740993",
          "1E22");

  private static final List<String> BAD_NUMBERS =
      List.of("", "NaN", "abc", "1e999", "0x1p3", "1d", "-", "1 2", "\u0661");

  private static final List<String> NAMES =
      List.of(
          "Ann",
          "Bob;Ann",
          " Ann ; Bob",
          ";Ann",
          "Bj\u00f6rk",
          "\u591c\u306b\u99c6\u3051\u308b",
          "\u3000\u6771\u4eac\u3000;x",
          "AC, DC",
          "The \"Who\"",
          "two\nlines",
          "",
          "NA",
          "null",
          "None",
          "\ud83c\udfb5",
          "a\u00a0",
          "spotify:track:t1",
          "spotify:track:");

  private final Random random;
  private final String lineEnd;

  OddTable(Random random) {
    this.random = random;
    this.lineEnd = random.nextInt(3) == 0 ? "\r\n" : "\n";
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  /** Writes a cell as one of those that write tables would. */
  private String cell(String text) {
    boolean needsQuotes = text.matches("(?s).*[\",\n].*");
    if (!needsQuotes && random.nextInt(8) > 0) {
      return text;
    }
    String quoted = '"' + text.replace("\"", "\"\"").replace("\n", lineEnd) + '"';
    return switch (random.nextInt(20)) {
      case 0 -> quoted + any(List.of(" ", "x", "x\"y\""));
      case 1 -> " " + text.replaceAll("[,\n]", "");
      default -> quoted;
    };
  }

  private String line() {
    List<String> cells = new ArrayList<>();
    int track = random.nextInt(30);
    String id = track < 25 ? "t" + track : any(NAMES);
    cells.add((random.nextInt(8) == 0 ? "spotify:track:" : "") + id);
    cells.add(random.nextInt(10) == 0 ? any(NAMES) : "g" + random.nextInt(4));
    cells.add(any(NAMES));
    for (int j = 0; j < 11; j++) {
      cells.add(any(random.nextInt(200) == 0 ? BAD_NUMBERS : NUMBERS));
    }
    switch (random.nextInt(30)) {
      case 0 -> cells.remove(random.nextInt(cells.size()));
      case 1 -> cells.add("more");
      default -> {
        // A whole record.
      }
    }
    String line = String.join(",", cells.stream().map(this::cell).toList());
    return line + lineEnd + (random.nextInt(20) == 0 ? lineEnd : "");
  }

  String text(int lines) {
    StringBuilder text = new StringBuilder(Tables.table(List.of()).replace("\n", lineEnd));
    for (int i = 0; i < lines; i++) {
      text.append(line());
    }
    String end =
        any(List.of("", lineEnd, "t1,g1,\"open", "t1,g1,Ann" + ",1".repeat(10) + ",\"1\n"));
    return text + end;
  }
}
