package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables in Parquet files, written by the library's own example. */
class ParquetTest {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message songs {
            optional int64 id;
            optional group f { optional float a; optional double b; }
            optional group genres (LIST) { repeated group list { optional binary element (STRING); } }
            optional int32 day (DATE);
            optional binary raw;
          }
          """);
  private static final LoadingOptions OPTIONS =
      LoadingOptions.everything().withColumns(List.of("f.a", "f.b"), "genres", "day").withId("id");

  @TempDir Path folder;

  private static Group row(Long id, Float a, Double b, Integer day, String... genres) {
    Group row = new SimpleGroup(SCHEMA);
    if (id != null) {
      row.append("id", id);
    }
    Group f = row.addGroup("f");
    if (a != null) {
      f.append("a", a);
    }
    f.append("b", b);
    Group list = row.addGroup("genres");
    for (String genre : genres) {
      list.addGroup("list").append("element", genre);
    }
    row.append("day", day);
    return row;
  }

  private Path write(CompressionCodecName codec, Group... rows) throws IOException {
    return write(folder.resolve(codec + ".parquet"), SCHEMA, codec, List.of(rows));
  }

  static Path write(Path file, MessageType schema, CompressionCodecName codec, List<Group> rows)
      throws IOException {
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(codec)
            .build()) {
      for (Group row : rows) {
        writer.write(row);
      }
    }
    return file;
  }

  private static String refusal(Path file) {
    return assertThrows(MalformedDataException.class, () -> Tables.load(file, OPTIONS))
        .getMessage();
  }

  @Test
  void songsAreThoseOfTheTwinInCsv() throws IOException {
    String csv =
        "id,f.a,f.b,genres,day\n1234567890123456789,0.1,-2e-3,\"['rock', 'folk, \"\"world\"\"']\",2024-05-01\n"
            + "2,,1,\"['rock']\",2024-05-01\n,3,NaN,\"['rock']\",2024-05-01\n,4,5,[],2024-05-02\n9,6,7,\"['rock']\",2024-05-01\n";
    LoadedSongs expected = Tables.load(Tables.write(folder, "t.csv", csv), OPTIONS);
    Group[] rows = {
      row(1234567890123456789L, 0.1f, -2e-3, 19844, "rock", "folk, \"world\""),
      row(2L, null, 1.0, 19844, "rock"),
      row(null, 3f, Double.NaN, 19844, "rock"),
      row(null, 4f, 5.0, 19845),
      row(9L, 6f, 7.0, 19844, "rock")
    };
    for (CompressionCodecName codec :
        List.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.ZSTD)) {
      LoadedSongs loaded = Tables.load(write(codec, rows), OPTIONS);
      assertEquals(expected.songs().sha256(), loaded.songs().sha256());
      for (int row = 0; row < loaded.songs().size(); row++) {
        assertEquals(expected.songs().artistKey(row), loaded.songs().artistKey(row));
        assertEquals(expected.origins().line(row) - 1, loaded.origins().line(row));
      }
      assertEquals(expected.report().leftOut().keySet(), loaded.report().leftOut().keySet());
      String left = loaded.report().leftOut().toString();
      assertTrue(left.contains(".parquet:2:f.a: the cell is empty"), left);
      assertTrue(loaded.report().notes().contains("read as: Parquet"), left);
    }
  }

  @Test
  void faultsAreTold() throws IOException {
    Path file =
        write(CompressionCodecName.SNAPPY, row(1L, 1f, 1.0, 1, "rock"), row(2L, 1f, 2.0, 1, "pop"));
    byte[] whole = Files.readAllBytes(file);
    Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, whole.length - 9));
    assertTrue(
        refusal(cut).contains("cut.parquet: the file is cut off or broken here (it is not a"),
        refusal(cut));
    byte[] odd = whole.clone();
    Arrays.fill(odd, 4, 60, (byte) 0x5a);
    Path broken = Files.write(folder.resolve("odd.parquet"), odd);
    assertTrue(refusal(broken).contains("the file is cut off or broken here ("), refusal(broken));
    Path none = write(CompressionCodecName.SNAPPY);
    assertTrue(refusal(none).contains("no row can be used"), refusal(none));
    LoadingOptions other = OPTIONS.withColumns(List.of("g"), "genres", null);
    String message =
        assertThrows(MalformedDataException.class, () -> Tables.load(file, other)).getMessage();
    assertTrue(
        message.contains("no column \"g\"") && message.contains("id, f.a, f.b, genres, day, raw"),
        message);
    LoadingOptions named = OPTIONS.withColumnNames(List.of("a", "b", "c", "d", "e", "f"));
    message =
        assertThrows(MalformedDataException.class, () -> Tables.load(file, named)).getMessage();
    assertTrue(message.contains("the file names its columns itself"), message);
    Path packed = Tables.gzip(folder, "t.parquet.gz", "PAR1\0");
    assertTrue(refusal(packed).contains("packed file holds a Parquet file"), refusal(packed));
  }

  @Test
  void selectedFromSeveralFilesGivesWhatAllGive() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      List<Group> rows = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        long id = 25L * file + i;
        rows.add(row(id, i / 8f, 0.1 * id, (int) id / 3, "g" + id % 4, "h" + id % 3));
      }
      Path part = folder.resolve("part-" + file + ".parquet");
      files.add(write(part, SCHEMA, CompressionCodecName.SNAPPY, rows));
    }
    LoadingOptions capped = OPTIONS.withLimits(2, 9);
    LoadedSongs all = SongLoader.load(files, capped);
    Path selected = SongSelectionTest.select(folder, files, capped, new Random(1));
    BothWays.assertSame(
        all.songs(), SongLoader.load(List.of(selected), capped).songs(), selected.toString());
  }
}
