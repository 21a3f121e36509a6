package ihct.loading;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A known hierarchy as a table of paths: a column "genre", and after it the names of its clusters
 * from coarse to fine; or, as HiClass has it, the levels alone from coarse to fine, where the last
 * filled cell of a row is the genre. A path may end early; then its last cells are blank.
 *
 * @param genres each once
 * @param paths the way to each, down to the genre itself; one name at least
 * @param levels the headers of the columns of names, coarse to fine; none if the first line is a
 *     row
 * @param words of a table of levels what its first line was taken for; empty of others
 */
public record PathTable(
    List<String> genres, List<List<String>> paths, List<String> levels, String words) {

  private static final String GENRE = "genre";

  /** Copies the lists. */
  public PathTable {
    genres = List.copyOf(genres);
    paths = paths.stream().map(List::copyOf).toList();
    levels = List.copyOf(levels);
  }

  /**
   * Reads a CSV file, packed or not.
   *
   * @param classes tells genres of the data: a table of levels whose first line ends in one has no
   *     header, nor has one where a cell of that line stands again below
   * @throws MalformedDataException if it is no such table; the message names the line
   */
  public static PathTable load(Path file, Predicate<String> classes) throws IOException {
    try (SongFile table = SongFile.open(file)) {
      return new Reader(file, table).read(classes);
    }
  }

  /** Reads one file. */
  private static final class Reader {

    private final Path file;
    private final SongFile table;
    private final List<String> header;
    private final boolean ofLevels;
    private final Map<String, List<String>> paths = new LinkedHashMap<>();
    private final Map<String, Long> lineOf = new HashMap<>();

    private Reader(Path file, SongFile table) {
      this.file = file;
      this.table = table;
      header = table.header().stream().map(name -> Text.withoutControls(name).strip()).toList();
      ofLevels = !header.get(0).equalsIgnoreCase(GENRE);
    }

    private PathTable read(Predicate<String> classes) throws IOException {
      if (ofLevels && (header.size() == 1 || header.get(0).isEmpty())) {
        throw new MalformedDataException(
            file,
            1,
            "a known tree needs the columns child and parent, or genre and then its path, or its levels from coarse to fine, or to be in Newick format or nested JSON; this has %s."
                .formatted(header));
      }
      boolean repeats = false;
      while (table.next()) {
        if (table.cells() != header.size()) {
          throw new MalformedDataException(
              file,
              table.line(),
              "this row has %d cells and the %s %d%s."
                  .formatted(
                      table.cells(),
                      ofLevels ? "first line" : "header",
                      header.size(),
                      ofLevels ? "; fill it up with empty ones" : ""));
        }
        List<String> cells =
            IntStream.range(0, header.size())
                .mapToObj(column -> Text.withoutControls(table.cell(column)).strip())
                .toList();
        add(cells, table.line());
        repeats |=
            IntStream.range(0, header.size())
                .anyMatch(c -> !cells.get(c).isEmpty() && cells.get(c).equals(header.get(c)));
      }
      if (!ofLevels) {
        return table(header.subList(1, header.size()), "");
      }
      int filled = filled(header);
      boolean isRow =
          !header.subList(0, filled).contains("")
              && (repeats || classes.test(header.get(filled - 1)));
      if (isRow) {
        add(header, 1);
      }
      return isRow
          ? table(List.of(), "a table of levels, whose first line is a row")
          : table(
              header,
              "a table of levels, called %s in its first line"
                  .formatted(String.join(", ", header)));
    }

    private PathTable table(List<String> levels, String words) {
      return new PathTable(List.copyOf(paths.keySet()), List.copyOf(paths.values()), levels, words);
    }

    private static int filled(List<String> cells) {
      int filled = cells.size();
      while (filled > 0 && cells.get(filled - 1).isEmpty()) {
        filled--;
      }
      return filled;
    }

    private void add(List<String> cells, long line) throws MalformedDataException {
      int from = ofLevels ? 0 : 1;
      int end = filled(cells);
      String genre = ofLevels && end > 0 ? cells.get(end - 1) : cells.get(0);
      List<String> path = new ArrayList<>(cells.subList(Math.min(from, end), end));
      if (genre.isEmpty()) {
        throw new MalformedDataException(file, line, "the genre has no name.");
      }
      int gap = path.indexOf("");
      if (gap >= 0) {
        String next = path.stream().skip(gap).filter(name -> !name.isEmpty()).findFirst().get();
        throw new MalformedDataException(
            file,
            line,
            "the path of \"%s\" has a gap before \"%s\"; only its last cells may be blank."
                .formatted(genre, next));
      }
      if (path.isEmpty() || !path.get(path.size() - 1).equals(genre)) {
        path.add(genre);
      }
      Long earlier = lineOf.putIfAbsent(genre, line);
      List<String> known = paths.putIfAbsent(genre, path);
      if (earlier != null && !(ofLevels && known.equals(path))) {
        throw new MalformedDataException(
            file,
            line,
            "genre \"%s\" stood in line %d already; give one path for each%s."
                .formatted(
                    genre,
                    earlier,
                    ofLevels
                        ? " (of levels the last filled cell is the genre)"
                        : ", or call the column otherwise if it is the coarsest level"));
      }
    }
  }
}
