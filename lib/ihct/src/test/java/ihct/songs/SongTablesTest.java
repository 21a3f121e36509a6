package ihct.songs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static tech.tablesaw.aggregate.AggregateFunctions.count;

import ihct.keys.TextList;
import ihct.loading.simulate.SimulatedSongs;
import ihct.loading.simulate.SimulationOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SongTablesTest {

  private static final Songs SONGS = SimulatedSongs.generate(SimulationOptions.small());

  private static Table frogs() {
    return Table.create(
        "frogs",
        StringColumn.create("species", "toad", "frog", "toad"),
        IntColumn.create("length", 60, 40, 70),
        DoubleColumn.create("pitch", 1.5, 3.25, 1.75));
  }

  private static String refusal(Table table, String... features) {
    return assertThrows(IllegalArgumentException.class, () -> Songs.of(table, "species", features))
        .getMessage();
  }

  @Test
  void everySongIsARowOfTheTable() {
    Table table = SONGS.table();
    assertEquals(SONGS.size(), table.rowCount());
    assertEquals("genre", table.column(0).name());
    int d = SONGS.dimension();
    assertEquals(SONGS.features(), table.columnNames().subList(1, d + 1));
    assertEquals(List.of("track", "group"), table.columnNames().subList(d + 1, d + 3));
    for (int row = 0; row < SONGS.size(); row += 97) {
      assertEquals(SONGS.genres().get(SONGS.genre(row)), table.get(row, 0));
      for (int feature = 0; feature < d; feature++) {
        assertEquals(SONGS.feature(row, feature), table.get(row, feature + 1));
      }
    }
  }

  @Test
  void groupsCountAsSongsDo() {
    Table counted = SONGS.table().summarize("tempo", count).by("genre");
    int[] rows = SONGS.rowsPerGenre();
    assertEquals(rows.length, counted.rowCount());
    for (int i = 0; i < counted.rowCount(); i++) {
      int genre = SONGS.genres().indexOf(counted.get(i, 0));
      assertEquals((double) rows[genre], counted.get(i, 1));
    }
  }

  @Test
  void theTableIsTheSameSongsAgain() {
    Songs byName = Songs.of(SONGS.table(), "genre");
    assertEquals(SONGS.genres().stream().sorted().toList(), byName.genres());
    Songs again = byName.withGenres(SONGS.genres());
    assertEquals(SONGS.sha256(), again.sha256());
    for (int row = 0; row < SONGS.size(); row++) {
      assertEquals(SONGS.artistKey(row), again.artistKey(row));
      assertEquals(SONGS.trackGenreCount(row), again.trackGenreCount(row));
      assertEquals(true, again.trackHasGenre(row, SONGS.trackGenres(row)[0]));
    }
  }

  @Test
  void titlesAndArtistsStandInTheTableAndComeBack() {
    TextList titles = new TextList();
    List.of("Low", "", "High").forEach(titles::add);
    SongNames names = SongNames.of(titles, new TextList(), new int[] {2, 1, 0});
    Songs songs = Songs.of(frogs(), "species").withNames(names);
    assertEquals(Optional.of("High"), songs.title(0));
    assertEquals(Optional.empty(), songs.title(1));
    assertEquals(Optional.empty(), songs.artist(0));
    assertEquals(Optional.of("Low"), songs.rows(new int[] {2}).title(0));
    assertEquals(Optional.of("High"), songs.withGenres(List.of("toad")).title(0));
    assertEquals(
        List.of("genre", "title", "length", "pitch", "track"), songs.table().columnNames());
    Songs again = Songs.of(songs.table(), "genre");
    assertEquals(List.of("length", "pitch"), again.features());
    assertEquals(Optional.of("High"), again.title(0));
    assertEquals(Optional.empty(), again.title(1));
  }

  @Test
  void anyTableWithNumbersAndALabelIsSongs() {
    Songs songs = Songs.of(frogs(), "species");
    assertEquals(List.of("frog", "toad"), songs.genres());
    assertEquals(List.of("length", "pitch"), songs.features());
    assertEquals(70, songs.feature(2, 0));
    assertEquals(1, songs.genre(2));
    assertEquals(false, songs.hasArtists());
    assertEquals(List.of("pitch"), Songs.of(frogs(), "species", "pitch").features());
  }

  @Test
  void rowsOfOneTrackAndOfOneArtistAreTold() {
    Songs songs =
        Songs.of(
            frogs()
                .addColumns(
                    StringColumn.create("track", "a", "a", "b"),
                    StringColumn.create("artist", "Ann", "", "Ann")),
            "species");
    assertEquals(songs.trackKey(0), songs.trackKey(1));
    assertEquals(2, songs.trackGenreCount(0));
    assertEquals(songs.artistKey(0), songs.artistKey(2));
    assertEquals(false, songs.artistKey(0) == songs.artistKey(1));
    assertEquals(Optional.of("Ann"), songs.artist(2));
  }

  @Test
  void whatCannotBeUsedIsRefusedWithTheWayToMendIt() {
    assertEquals(
        "These columns hold no numbers, so they cannot be features: loud (BOOLEAN). Name the"
            + " features that you want, or leave such columns out: table.rejectColumns(…).",
        refusal(frogs().addColumns(BooleanColumn.create("loud", true, false, true))));
    assertEquals(
        "Column \"species\" holds no numbers but STRING, so it cannot be a feature.",
        refusal(frogs(), "pitch", "species"));
    assertEquals(
        "The table has no column \"width\", named as a feature; it has: species, length, pitch.",
        refusal(frogs(), "width"));
    assertEquals("[length]", Songs.of(frogs(), "species", "LENGTH").features().toString());
    assertEquals(
        "Feature \"length\" is named twice; name each once.", refusal(frogs(), "length", "Length"));
    Table gap = frogs();
    gap.doubleColumn("pitch").setMissing(1);
    assertEquals(
        "Column \"pitch\" holds nothing in 1 of 3 rows, first in row 1 (counted from 0). Fill them"
            + " in, or leave them out: table.dropRowsWithMissingValues().",
        refusal(gap));
    Table unlabelled =
        frogs().replaceColumn("species", StringColumn.create("species", "toad", "frog", ""));
    assertEquals(
        "Column \"species\" holds nothing in 1 of 3 rows, first in row 2 (counted from 0). Fill"
            + " them in, or leave them out: table.dropRowsWithMissingValues().",
        refusal(unlabelled));
    Table endless = frogs();
    endless.doubleColumn("pitch").set(2, Double.POSITIVE_INFINITY);
    assertEquals(
        "Feature \"pitch\" is Infinity in row 2 (counted from 0), which cannot be computed with;"
            + " leave such rows out: table.where(…).",
        refusal(endless));
    assertEquals(
        "Row 2 repeats row 0 (counted from 0): the same track under \"toad\". Keep one of them.",
        refusal(frogs().addColumns(StringColumn.create("track", "a", "b", "a"))));
    assertEquals(
        "There is nothing to make songs of: the table has 0 rows and 2 features.",
        refusal(frogs().emptyCopy()));
  }
}
