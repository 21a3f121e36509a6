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

/** Tables of records in JSON. */
class JsonRecordsTest {

  private static final LoadingOptions OPTIONS =
      LoadingOptions.everything().withColumns(List.of("f1", "f.2"), "genres", null).withId("id");
  private static final String CSV =
      "id,f1,f.2,genres\n123456789012345678901,0.1,-2e3,\"['rock', 'folk, world']\"\n"
          + "b,7,,\"['pop']\"\nc,7.5,3,[]\nd,7.5,3,\"['pop', 'rock']\"\n";
  private static final List<String> RECORDS =
      List.of(
          "{\"id\": 123456789012345678901, \"f1\": 0.10, \"f\": {\"2\": -2e3},"
              + " \"genres\": [\"rock\", \"folk, world\"]}",
          "{\"genres\": [\"pop\"], \"f1\": 7, \"id\": \"b\", \"f\": {\"2\": null}}",
          "{\"genres\": [], \"f1\": 7.5, \"id\": \"c\", \"f\": {\"2\": 3}}",
          "{\"genres\": [\"pop\", \"rock\"], \"f1\": \"7.5\", \"id\": \"d\", \"f.2\": 3, \"more\": 1}");

  @TempDir Path folder;

  private LoadedSongs load(String text) throws IOException {
    return Tables.load(Tables.write(folder, "t.json", text), OPTIONS);
  }

  private void refused(String text, String... words) {
    String message = assertThrows(MalformedDataException.class, () -> load(text)).getMessage();
    List.of(words).forEach(each -> assertTrue(message.contains(each), message));
  }

  @Test
  void songsAreThoseOfTheTwinInCsv() throws IOException {
    LoadedSongs expected = Tables.load(Tables.write(folder, "t.csv", CSV), OPTIONS);
    String lines = String.join("\n", RECORDS);
    String list = "[" + String.join(",\n", RECORDS) + "]";
    for (String text : List.of(lines, "\ufeff" + lines + "\r\n\n", list, list.replace('\n', ' '))) {
      LoadedSongs loaded = load(text);
      assertEquals(expected.songs().sha256(), loaded.songs().sha256(), text);
      assertEquals(expected.report().leftOut().keySet(), loaded.report().leftOut().keySet());
      assertEquals(4, loaded.report().rowsRead() - 2, text); // two genres of two records
      assertTrue(loaded.report().leftOut().toString().contains("t.json:2:f.2"), text);
      assertEquals(4, loaded.origins().line(loaded.songs().size() - 1), text);
      String written = text.startsWith("[") ? "a list of records in JSON" : "JSON lines";
      assertTrue(loaded.report().notes().toString().contains(written), text);
    }
    Path packed = Tables.gzip(folder, "t.jsonl.gz", lines);
    assertEquals(expected.songs().sha256(), Tables.load(packed, OPTIONS).songs().sha256());
  }

  @Test
  void faultsAreToldByLineOrRecord() {
    String lines = String.join("\n", RECORDS);
    String list = "[" + String.join(",", RECORDS) + "]";
    refused(lines.substring(0, lines.length() - 9), "t.json:4: the file ends inside a record");
    refused(list.substring(0, list.length() - 9), "t.json:4: the file ends inside a record");
    refused(list.substring(0, list.length() - 1), "t.json:5: the file ends inside a record");
    refused(lines.replace("-2e3", "-2f3"), "t.json:1: this is no JSON", "column 5");
    refused(list.replace(": 7,", ": 7x,"), "t.json:2: this is no JSON", "line 1, column");
    refused(lines + "\n[1]", "t.json:5: this is no record in braces");
    refused(list + "{}", "something follows the list");
    refused(lines.replace("\"id\": \"d\"", "\"f1\": 1"), "t.json:4", "Duplicate field 'f1'");
    refused(
        lines.replace("\"more\"", "\"f\": {\"2\": 1}, \"x\""),
        "t.json:4:f.2: the record has two fields");
    refused("[]", "the file is empty");
    refused("{}\n{}", "the file is empty");
    refused(lines.replace("f1", "f3"), "no column \"f1\"");
  }

  @Test
  void ownNamesAreNotReplaced() throws IOException {
    Path file = Tables.write(folder, "t.jsonl", String.join("\n", RECORDS));
    String message =
        assertThrows(
                MalformedDataException.class,
                () -> Tables.load(file, OPTIONS.withColumnNames(List.of("a", "b", "c", "d"))))
            .getMessage();
    assertTrue(message.contains("names its columns itself (id, f1, f.2, genres, more)"), message);
  }
}
