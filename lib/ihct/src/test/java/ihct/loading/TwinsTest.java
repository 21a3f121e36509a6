package ihct.loading;

import static ihct.loading.Workbooks.row;
import static ihct.loading.Workbooks.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a table is written, its songs and their fingerprint are those of its plain CSV twin. */
class TwinsTest {

  private static final List<String> TEXTS =
      List.of(
          "Café",
          "a;b;c",
          "Crosby, Stills & Nash",
          "AC|DC",
          "tab\there",
          "say \"hi\"",
          "夜に駆ける",
          "10,000 Maniacs",
          "🎵",
          "0,5;0,7",
          "line\nbreak",
          "x",
          "");

  @TempDir Path folder;

  private static List<List<String>> table(Random random, boolean ids) {
    List<List<String>> table = new ArrayList<>();
    List<String> header = new ArrayList<>(List.of("track_name", "track_genre", "artists"));
    header.addAll(Tables.FEATURES);
    if (ids) {
      header.add("track_id");
    }
    table.add(header);
    for (int row = 1 + random.nextInt(30); row > 0; row--) {
      List<String> record = new ArrayList<>();
      record.add(TEXTS.get(random.nextInt(TEXTS.size())));
      record.add("genre " + random.nextInt(3));
      record.add(TEXTS.get(random.nextInt(TEXTS.size())));
      for (int j = 0; j < Tables.FEATURES.size(); j++) {
        record.add(number(random, j));
      }
      if (ids) {
        record.add("t" + row);
      }
      table.add(record);
    }
    return table;
  }

  private static String number(Random random, int feature) {
    return switch (feature % 4) {
      case 0 -> Integer.toString(random.nextInt(300_000));
      case 1 -> String.format(Locale.ROOT, "%.4f", random.nextDouble());
      case 2 -> String.format(Locale.ROOT, "%.2e", random.nextDouble() / 1000);
      default -> String.format(Locale.ROOT, "%.3f", -40 * random.nextDouble());
    };
  }

  private static String written(List<List<String>> table, char separator, boolean commas) {
    StringBuilder text = new StringBuilder();
    for (List<String> record : table) {
      for (int column = 0; column < record.size(); column++) {
        boolean number = column > 2 && column < 3 + Tables.FEATURES.size();
        String cell = record.get(column);
        cell = number && commas ? cell.replace('.', ',') : cell;
        boolean quoted = cell.matches("(?s).*[\"\\n" + separator + "].*") || cell.startsWith(" ");
        text.append(column > 0 ? separator : "");
        text.append(quoted ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell);
      }
      text.append("\r\n");
    }
    return text.toString();
  }

  private Path file(String text, Charset charset, boolean gzip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = gzip ? new GZIPOutputStream(bytes) : bytes) {
      out.write(text.getBytes(charset));
    }
    return Files.write(folder.resolve("twin"), bytes.toByteArray());
  }

  private static void assertTwins(LoadedSongs plain, LoadedSongs twin, String which) {
    assertEquals(plain.songs().sha256(), twin.songs().sha256(), which);
    assertEquals(plain.songs().hasArtists(), twin.songs().hasArtists(), which);
    for (int row = 0; row < plain.songs().size(); row++) {
      assertEquals(plain.songs().artistKey(row), twin.songs().artistKey(row), which);
    }
    assertEquals(plain.report().leftOut().keySet(), twin.report().leftOut().keySet(), which);
  }

  @Test
  void anySeparatorMarkAndEncodingGivesTheSongsOfThePlainTwin() throws IOException {
    List<Charset> charsets =
        List.of(
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("UTF-32LE"));
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<List<String>> table = table(random, random.nextBoolean());
      LoadedSongs plain =
          Tables.load(file(written(table, ',', false), StandardCharsets.UTF_8, false));
      assertEquals(List.of(), readAs(plain));
      char separator = ",;\t|".charAt(random.nextInt(4));
      boolean commas = random.nextBoolean();
      String sep = random.nextInt(4) == 0 ? "sep=" + separator + "\r\n" : "";
      String mark = random.nextBoolean() ? "\ufeff" : "";
      Charset charset = charsets.get(random.nextInt(charsets.size()));
      LoadedSongs twin =
          Tables.load(
              file(
                  mark + sep + written(table, separator, commas), charset, random.nextInt(4) == 0));
      String which = "seed %d %s %s %s".formatted(seed, separator, commas, charset);
      assertTwins(plain, twin, which);
      boolean other = separator != ',' || commas || !(mark + sep).isEmpty();
      assertEquals(other || charset != StandardCharsets.UTF_8, !readAs(twin).isEmpty(), which);
    }
  }

  @Test
  void anyFormatGivesTheSongsOfThePlainTwin() throws IOException {
    List<String> names = List.of("f1", "f2", "f3", "kind", "id");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message t { required double f1; required float f2; required int64 f3;"
                + " optional binary kind (STRING); required binary id (STRING); }");
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder(String.join(",", names) + "\n");
    StringBuilder json = new StringBuilder();
    StringBuilder sheet = new StringBuilder();
    sheet.append(row(1, names.stream().map(Workbooks::text).toArray(String[]::new)));
    StringBuilder arff = new StringBuilder("@relation t\n");
    names.forEach(name -> arff.append("@attribute " + name + " string\n"));
    arff.append("@data\n");
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      double f1 = random.nextGaussian();
      float f2 = random.nextFloat();
      long f3 = random.nextInt(1000);
      String kind = i % 50 == 7 ? "" : List.of("a", "b c", "Café, 夜", "R&B").get(i % 4);
      csv.append("%s,%s,%d,\"%s\",t%d\n".formatted(f1, f2, f3, kind, i));
      arff.append("%s,%s,%d,'%s',t%d\n".formatted(f1, f2, f3, kind, i));
      String label = kind.isEmpty() ? "null" : '"' + kind + '"';
      json.append(
          "{\"f1\": %s, \"f2\": %s, \"kind\": %s, \"id\": \"t%d\", \"f3\": %d}%n"
              .formatted(f1, f2, label, i, f3));
      sheet.append(
          row(
              i + 2,
              Workbooks.number("" + f1),
              Workbooks.number("" + f2),
              Workbooks.number("" + f3),
              text(kind),
              text("t" + i)));
      Group group = new SimpleGroup(schema).append("f1", f1).append("f2", f2).append("f3", f3);
      groups.add((kind.isEmpty() ? group : group.append("kind", kind)).append("id", "t" + i));
    }
    LoadingOptions options =
        LoadingOptions.everything().withColumns(List.of("f*"), "kind", null).withId("id");
    LoadedSongs plain = Tables.load(Tables.write(folder, "t.csv", csv.toString()), options);
    assertEquals(4900, plain.songs().size());
    for (Path twin :
        List.of(
            Tables.write(folder, "t.arff", arff.toString()),
            Tables.write(folder, "t.jsonl", json.toString()),
            Workbooks.write(folder.resolve("t.xlsx"), sheet.toString()),
            ParquetTest.write(
                folder.resolve("t.parquet"), schema, CompressionCodecName.SNAPPY, groups))) {
      LoadedSongs loaded = Tables.load(twin, options);
      assertEquals(plain.songs().sha256(), loaded.songs().sha256(), twin.toString());
      assertEquals(5000, loaded.report().rowsRead(), twin.toString());
      assertEquals(plain.report().leftOut().keySet(), loaded.report().leftOut().keySet());
    }
  }

  private static List<String> readAs(LoadedSongs songs) {
    return songs.report().notes().stream().filter(note -> note.startsWith("read as")).toList();
  }

  @Test
  void reportSaysHowTheFileWasRead() throws IOException {
    List<List<String>> table = table(new Random(1), true);
    assertEquals(
        List.of(
            "read as: UTF-16LE with a byte order mark, cells separated by tabs, decimal commas"),
        readAs(
            Tables.load(
                file("\ufeff" + written(table, '\t', true), StandardCharsets.UTF_16LE, false))));
    assertEquals(
        List.of("read as: \"sep=;\" in the first line"),
        readAs(
            Tables.load(
                file("\"sep=;\"\n" + written(table, ';', false), StandardCharsets.UTF_8, true))));
  }

  @Test
  void fileThatBreaksOffInUtf16IsRefusedNotShortened() throws IOException {
    byte[] text =
        written(table(new Random(2), true), ',', false).getBytes(StandardCharsets.UTF_16LE);
    Path odd = folder.resolve("odd.csv");
    Files.write(odd, java.util.Arrays.copyOf(text, text.length - 1));
    String message =
        org.junit.jupiter.api.Assertions.assertThrows(
                MalformedDataException.class, () -> Tables.load(odd))
            .getMessage();
    assertTrue(message.contains("what comes is not UTF-16LE"), message);
    assertFalse(message.contains("Exception"), message);
  }
}
