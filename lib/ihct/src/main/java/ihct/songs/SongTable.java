package ihct.songs;

import ihct.stopping.Stop;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Songs as a Tablesaw table, to filter, group and count by one's own questions. */
public final class SongTable {

  private SongTable() {}

  /**
   * Copies songs into a table.
   *
   * <p><b>Cost.</b> O(rows · features) time; 4 bytes per number and a few per genre name.
   *
   * @param songs scaled or not
   * @return a column {@code genre}, then one per feature in the unit of the songs; a row per song,
   *     in their order
   */
  public static Table of(Songs songs) {
    StringColumn genre = StringColumn.create("genre");
    for (int row = 0; row < songs.size(); row++) {
      genre.append(songs.genres().get(songs.genre(row)));
    }
    Table table = Table.create("songs", genre);
    for (int feature = 0; feature < songs.dimension(); feature++) {
      Stop.check("making a table of songs");
      float[] values = new float[songs.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = (float) songs.feature(row, feature);
      }
      table.addColumns(FloatColumn.create(songs.features().get(feature), values));
    }
    return table;
  }
}
