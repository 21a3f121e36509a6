package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.LoadedSongs;
import ihct.loading.LoadingOptions;
import ihct.loading.LoadingReport;
import ihct.loading.Reason;
import ihct.loading.Tables;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cells hold nothing. */
class MissingValuesTest {

  @TempDir private Path folder;

  private LoadedSongs load(String missing, String... lines) throws IOException {
    Path path = Tables.write(folder, "t.csv", Tables.table(List.of(lines)));
    LoadingOptions options = LoadingOptions.everything();
    return Tables.load(path, options.withMissingValues(missing));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n/a", "#N/A", "<NA>", "-nan", "1.#QNAN", "#N/A N/A", "None", "NA"})
  void aWordOfPandasOrRIsNoGenre(String word) throws IOException {
    LoadedSongs loaded =
        load(null, Tables.line("t1", word, "Ann", 1), Tables.line("t2", "jazz", "Ann", 2));
    assertEquals(List.of("jazz"), loaded.songs().genres());
    assertEquals(1, loaded.report().leftOut().get(Reason.NO_GENRE).rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "Null", "na", "NONE", "nan pop", "N/A music", "1.#"})
  void wordsThatPandasKeepsAreGenres(String word) throws IOException {
    assertEquals(List.of(word), load(null, Tables.line("t1", word, "Ann", 1)).songs().genres());
  }

  @Test
  void idsAndArtistsAreMissingByTheSameWords() throws IOException {
    Songs songs =
        load(
                null,
                Tables.line("<NA>", "a", "n/a", 1),
                Tables.line("<NA>", "a", "n/a", 2),
                Tables.line("#N/A", "b", "Ann", 3))
            .songs();
    assertEquals(3, songs.size());
    assertNotEquals(songs.artistKey(0), songs.artistKey(1));
  }

  @Test
  void wordsAreAddedToTheUsualOnesOrTakeTheirPlace() throws IOException {
    String[] lines = {
      Tables.line("t1", "?", "Ann", 1),
      Tables.line("t2", "NA", "Ann", 2),
      Tables.line("t3", "ska", "Ann", 3)
    };
    assertEquals(List.of("?", "ska"), load(null, lines).songs().genres());
    assertEquals(List.of("ska"), load("?,-", lines).songs().genres());
    assertEquals(List.of("NA", "ska"), load("=?,-", lines).songs().genres());
    assertEquals(List.of("?", "NA", "ska"), load("=", lines).songs().genres());
  }

  @Test
  void aNumberAmongTheWordsLeavesOutRowsOfThatFeature() throws IOException {
    String[] lines = {
      Tables.line("t1", "ska", "Ann", 1).replace("1.03", "-1.0"), Tables.line("t2", "ska", "Ann", 2)
    };
    assertEquals(2, load(null, lines).songs().size());
    LoadingReport report = load("-1,?", lines).report();
    assertEquals(1, report.rowsKept());
    Place first = report.leftOut().get(Reason.BAD_FEATURE).first();
    assertEquals("acousticness", first.column());
    assertEquals("\"-1.0\" is a missing value", first.detail());
  }

  @Test
  void theEmptyCellIsAlwaysMissing() {
    assertEquals(Set.of("", "x"), MissingValues.parse("= x ,").words());
    assertTrue(MissingValues.USUAL.contains(""));
    assertFalse(MissingValues.USUAL.contains("unknown"));
  }
}
