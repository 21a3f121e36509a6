package ihct.songs;

/** The rows of each genre, in their order: a table of n numbers. */
final class RowsByGenre {

  /** Where the rows of each genre begin, and the end. */
  private final int[] first;

  private final int[] rows;

  private RowsByGenre(int[] first, int[] rows) {
    this.first = first;
    this.rows = rows;
  }

  static RowsByGenre of(Songs songs) {
    int[] counts = songs.rowsPerGenre();
    int[] first = new int[counts.length + 1];
    for (int g = 0; g < counts.length; g++) {
      first[g + 1] = first[g] + counts[g];
    }
    int[] next = first.clone();
    int[] rows = new int[songs.size()];
    for (int row = 0; row < rows.length; row++) {
      rows[next[songs.genre(row)]++] = row;
    }
    return new RowsByGenre(first, rows);
  }

  int count(int genre) {
    return first[genre + 1] - first[genre];
  }

  /** The i-th row of a genre, counted from 0. */
  int row(int genre, int i) {
    return rows[first[genre] + i];
  }
}
