package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that stand for several columns. */
class FeatureNamesTest {

  private static final String TABLE =
      """
      ,source,f1,F2,f10,e-1,e-2,note,kind,family
      1,x,1,2,3,4,5,9,a,A
      2,y,2,3,4,5,7,8,b,A
      """;

  @TempDir Path folder;

  private List<String> features(String... words) throws IOException {
    LoadingOptions options =
        LoadingOptions.everything()
            .withColumns(List.of(words), "kind", "source")
            .withHierarchy(List.of("family", "kind"));
    return Tables.load(Tables.write(folder, "t.csv", TABLE), options).songs().features();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          *,               f1 F2 f10 e-1 e-2 note
          f*,              f1 F2 f10
          *1,              f1 e-1
          f1-f10,          f1 F2 f10
          F1-E-1,          f1 F2 f10 e-1
          e-1-e-2,         e-1 e-2
          e-1,             e-1
          note;f*;F1,      note f1 F2 f10
          all-but:note,    f1 F2 f10 e-1 e-2
          all-but:f*;e-1-e-2, note
          source-f1,       f1
          """)
  void wordsStandForTheColumnsOfTheFile(String words, String expected) throws IOException {
    assertEquals(List.of(expected.split(" ")), features(words.split(";")));
  }

  @ParameterizedTest
  @CsvSource({"g*", "f10-f1", "f1-f80", "all-but:notes"})
  void wordThatStandsForNothingIsRefused(String word) {
    String text = assertThrows(MalformedDataException.class, () -> features(word)).getMessage();
    String named = word.replace("all-but:", "");
    assertTrue(text.contains("no column is meant by \"" + named + "\""), text);
    assertTrue(text.contains("f1"), text);
  }

  @Test
  void nothingIsLeftWhenAllAreLeftOut() {
    assertThrows(MalformedDataException.class, () -> features("all-but:*"));
  }

  @Test
  void laterFilesHaveTheColumnsOfTheFirst() throws IOException {
    Path first = Tables.write(folder, "a.csv", "kind,x1,x2\na,1,2\nb,2,3\n");
    Path second = Tables.write(folder, "b.csv", "x9,x2,x1,kind\n7,4,3,a\n7,6,5,b\n");
    LoadingOptions options = LoadingOptions.everything().withColumns(List.of("x*"), "kind", null);
    LoadedSongs loaded = Tables.load(List.of(first, second), options);
    assertEquals(List.of("x1", "x2"), loaded.songs().features());
    assertEquals(4, loaded.songs().size());
  }
}
