package ihct.songs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static tech.tablesaw.aggregate.AggregateFunctions.count;

import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class SongTableTest {

  @Test
  void everySongIsARowOfTheTable() {
    Songs songs = SimulatedSongs.generate(SimulationOptions.small());
    Table table = SongTable.of(songs);
    assertEquals(songs.size(), table.rowCount());
    assertEquals("genre", table.column(0).name());
    assertEquals(songs.features(), table.columnNames().subList(1, table.columnCount()));
    for (int row = 0; row < songs.size(); row += 97) {
      assertEquals(songs.genres().get(songs.genre(row)), table.get(row, 0));
      for (int feature = 0; feature < songs.dimension(); feature++) {
        assertEquals((float) songs.feature(row, feature), table.get(row, feature + 1));
      }
    }
  }

  @Test
  void groupsCountAsSongsDo() {
    Songs songs = SimulatedSongs.generate(SimulationOptions.small());
    Table counted = SongTable.of(songs).summarize("tempo", count).by("genre");
    int[] rows = songs.rowsPerGenre();
    assertEquals(rows.length, counted.rowCount());
    for (int i = 0; i < counted.rowCount(); i++) {
      int genre = songs.genres().indexOf(counted.get(i, 0));
      assertEquals((double) rows[genre], counted.get(i, 1));
    }
  }
}
