package ihct.loading;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A known hierarchy as a table of paths: a column "genre", and after it the names of its clusters
 * from coarse to fine. A path may end early; then its last cells are blank.
 *
 * @param genres the names in the first column, each once
 * @param paths the way to each, down to the genre itself; one name at least
 * @param levels the headers of the columns of names, coarse to fine
 */
public record PathTable(List<String> genres, List<List<String>> paths, List<String> levels) {

  private static final String GENRE = "genre";

  /** Copies the lists. */
  public PathTable {
    genres = List.copyOf(genres);
    paths = paths.stream().map(List::copyOf).toList();
    levels = List.copyOf(levels);
  }

  /** {@return whether the first column of a CSV file, packed or not, is "genre"} */
  public static boolean isIn(Path file) throws IOException {
    try (SongFile table = SongFile.open(file)) {
      return table.header().get(0).equalsIgnoreCase(GENRE);
    }
  }

  /**
   * Reads a CSV file, packed or not.
   *
   * @throws MalformedDataException if it is no such table; the message names the line
   */
  public static PathTable load(Path file) throws IOException {
    try (SongFile table = SongFile.open(file)) {
      int columns = table.header().size();
      List<List<String>> paths = new ArrayList<>();
      List<String> genres = new ArrayList<>();
      Map<String, Long> lineOf = new HashMap<>();
      while (table.next()) {
        long line = table.line();
        if (table.cells() != columns) {
          throw new MalformedDataException(
              file,
              line,
              "this row has %d cells and the header %d.".formatted(table.cells(), columns));
        }
        String genre = Text.withoutControls(table.cell(0));
        Long earlier = lineOf.putIfAbsent(genre, line);
        if (genre.isBlank() || earlier != null) {
          throw new MalformedDataException(
              file,
              line,
              genre.isBlank()
                  ? "the genre has no name."
                  : "genre \"%s\" stood in line %d already; give one path for each."
                      .formatted(genre, earlier));
        }
        genres.add(genre);
        paths.add(path(table, file, genre));
      }
      return new PathTable(genres, paths, table.header().subList(1, columns));
    }
  }

  private static List<String> path(SongFile table, Path file, String genre) throws IOException {
    List<String> path = new ArrayList<>();
    for (int column = 1; column < table.cells(); column++) {
      String name = Text.withoutControls(table.cell(column));
      if (!name.isBlank() && path.size() < column - 1) {
        throw new MalformedDataException(
            file,
            table.line(),
            "the path of \"%s\" has a gap before \"%s\"; only its last cells may be blank."
                .formatted(genre, name));
      }
      if (!name.isBlank()) {
        path.add(name);
      }
    }
    if (path.isEmpty() || !path.get(path.size() - 1).equals(genre)) {
      path.add(genre);
    }
    return path;
  }
}
