package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.loading.LoadingOptions;
import ihct.loading.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectCommandTest {

  private static final List<String> OPTIONS =
      List.of("--features", "a,b", "--label", "kind", "--id", "id");

  @TempDir Path folder;
  private Path parts;
  private final List<Path> files = new ArrayList<>();
  private String out;
  private String err;

  @BeforeEach
  void writeParts() throws IOException {
    parts = Files.createDirectory(folder.resolve("parts"));
    Random random = new Random(1);
    for (int part = 0; part < 3; part++) {
      StringBuilder text = new StringBuilder("id,kind,a,b,note\n");
      for (int i = 0; i < 100; i++) {
        text.append("s%d,k%d,%s,".formatted(random.nextInt(200), i % 4, random.nextGaussian()))
            .append(i == 50 ? "n/a" : "1e" + random.nextInt(5))
            .append(i % 3 == 0 ? ",\"x, y\"\n" : ",=z\n");
      }
      text.append("r").append(part).append(",rare,1,2,\n");
      Path file = parts.resolve("part-" + part + (part == 2 ? ".csv.gz" : ".csv"));
      files.add(file);
      if (part < 2) {
        Files.writeString(file, text);
        continue;
      }
      try (var packed = new GZIPOutputStream(Files.newOutputStream(file))) {
        packed.write(text.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    Files.writeString(parts.resolve("_SUCCESS"), "");
    Files.writeString(parts.resolve(".part-0.csv.crc"), "crc");
  }

  private int select(String... more) {
    List<String> args = new ArrayList<>(List.of("select", "--quiet"));
    args.addAll(OPTIONS);
    args.addAll(List.of(more));
    if (!args.contains("--max-per-genre")) {
      args.addAll(List.of("--min-per-genre", "5", "--max-per-genre", "9"));
    }
    return run(args);
  }

  private int run(List<String> args) {
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    int code =
        Main.run(
            args.toArray(String[]::new),
            outBytes,
            new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    out = outBytes.toString(StandardCharsets.UTF_8);
    err = errBytes.toString(StandardCharsets.UTF_8);
    return code;
  }

  private static SongData load(List<Path> of) throws IOException {
    return SongData.load(
        DataSettings.files(of)
            .with(
                all ->
                    LoadingOptions.everything()
                        .withColumns(List.of("a", "b"), "kind", null)
                        .withId("id")
                        .withLimits(5, 9)),
        RunListener.NONE);
  }

  @Test
  void folderBecomesAFileWithTheSameRows() throws IOException {
    String all = load(files).sha256();
    for (String name : List.of("songs.csv", "songs.csv.gz")) {
      Path file = folder.resolve(name);
      assertEquals(0, select("--data", parts.toString(), "--out", file.toString()), err);
      assertEquals(all, load(List.of(file)).sha256());
      assertTrue(
          out.startsWith("selected from 3 files: 303 records read, 45 copied, those of 27 ids"),
          out);
      assertTrue(out.contains("  left out, missing or non-finite feature: 3, first "), out);
      assertTrue(out.contains("  classes with too few records: 1 of 5"), out);
    }
    assertTrue(
        Files.size(folder.resolve("songs.csv.gz")) < Files.size(folder.resolve("songs.csv")));
    List<String> lines = Files.readAllLines(folder.resolve("songs.csv"));
    assertEquals("id,kind,a,b,note", lines.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.endsWith(",=z")), "cells as they stand");
    assertTrue(lines.stream().anyMatch(line -> line.endsWith(",\"x, y\"")), "cells as they stand");
    List<Path> left;
    try (Stream<Path> there = Files.list(folder)) {
      left = there.sorted().toList();
    }
    assertEquals(List.of(parts, folder.resolve("songs.csv"), folder.resolve("songs.csv.gz")), left);
  }

  private Path written(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** An earlier file stays, and nothing else is left. */
  private void notWritten(String reason, Path from, String... more) throws IOException {
    Path file = written("earlier.csv", "earlier");
    List<String> args = new ArrayList<>(List.of("--data", from.toString()));
    args.addAll(List.of("--out", file.toString()));
    args.addAll(List.of(more));
    assertEquals(2, select(args.toArray(String[]::new)), reason);
    assertTrue(err.contains(reason), err);
    assertEquals("earlier", Files.readString(file));
    try (Stream<Path> there = Files.list(folder)) {
      assertTrue(there.noneMatch(path -> path.getFileName().toString().startsWith(".selected")));
    }
  }

  @Test
  void whatWouldBeReadOtherwiseIsNotWritten() throws IOException {
    StringBuilder lists = new StringBuilder("id,kind,a,b\n");
    for (int i = 0; i < 10; i++) {
      lists.append("l%d,\"%s\",%d,1\n".formatted(i, i < 5 ? "A, B" : "B, A", i));
    }
    for (int i = 10; i < 70; i++) {
      lists.append("l%d,single%d,%d,1\n".formatted(i, i, i));
    }
    notWritten("Its labels are; --label-form says", written("lists.csv", lists.toString()));
    StringBuilder seconds = new StringBuilder();
    for (int file = 0; file < 2; file++) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        lines.add(
            "s%d%d,g%d,a,%d,50,.1,.2,.3,.4,.5,-9,.1,120,.6".formatted(file, i, i % 2, 150 + i));
      }
      seconds.append(" ").append(written("seconds" + file + ".csv", Tables.table(lines)));
    }
    Path file = folder.resolve("out.csv");
    List<String> args =
        new ArrayList<>(List.of("select", "--quiet", "--min-per-genre", "1", "--data"));
    args.addAll(List.of(seconds.toString().strip().split(" ")));
    args.addAll(List.of("--out", file.toString()));
    assertEquals(2, run(args));
    assertTrue(err.contains("in seconds: "), err);
    assertFalse(Files.exists(file));
  }

  @Test
  void lastCellMayHaveSeveralLines() throws IOException {
    StringBuilder text = new StringBuilder("id,kind,a,b,note\n");
    for (int i = 0; i < 12; i++) {
      text.append("m%d,rock,%d,0,\"two\nlines\"\n".formatted(i, i));
    }
    Path from = written("notes.csv", text + "m12,single,1,2,plain\n");
    Path file = folder.resolve("out.csv");
    assertEquals(0, select("--data", from.toString(), "--out", file.toString()), err);
    assertEquals(load(List.of(from)).sha256(), load(List.of(file)).sha256());
  }

  @Test
  void filesAreNotOverwrittenUnawares() throws IOException {
    Path beside = written("d.csv.new", Files.readString(files.get(0)));
    assertEquals(
        2, select("--data", beside.toString(), "--out", folder.resolve("d.csv").toString()));
    assertTrue(err.contains("is one of the files to select from"), err);
    assertTrue(Files.exists(beside));
    notWritten("is a folder; name the files one by one", folder);
    assertEquals(2, select("--data", files.get(0).toString(), "--out", "/dev/null"));
    assertTrue(err.contains("/dev/null is no file but a pipe or device"), err);
  }

  private void refused(String message, String... more) throws IOException {
    Path file = folder.resolve("none.csv");
    List<String> args =
        new ArrayList<>(List.of("--data", parts.toString(), "--out", file.toString()));
    args.addAll(List.of(more));
    assertEquals(2, select(args.toArray(String[]::new)), message);
    assertTrue(err.contains(message), err);
    assertEquals("", out);
    assertFalse(Files.exists(file));
  }

  @Test
  void refusesWhatCannotBeSelected() throws IOException {
    refused("--label single goes by all rows at once", "--label", "single");
    refused("--hierarchy goes by all rows at once", "--hierarchy", "note");
    refused("--coarse-label goes by all rows at once", "--coarse-label", "note");
    refused("--categories goes by all rows at once", "--categories", "note");
    refused("Songs are selected from files of --data alone", "--test", files.get(0).toString());
    refused(
        "--min-per-genre 1 keeps all that have one",
        "--min-per-genre",
        "90",
        "--max-per-genre",
        "99");
    refused("Say how many at most: --max-per-genre.", "--max-per-genre", "none");
  }

  @Test
  void refusesPlacesThatCannotBe() throws IOException {
    String first = files.get(0).toString();
    String before = Files.readString(files.get(0));
    assertEquals(2, select("--data", parts.toString(), "--out", first));
    assertTrue(err.contains("is one of the files to select from"), err);
    assertEquals(before, Files.readString(files.get(0)));
    assertEquals(2, select("--data", first, "--out", folder.resolve("no/file.csv").toString()));
    assertTrue(err.contains("There is no folder"), err);
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(2, select("--data", empty.toString(), "--out", folder.resolve("x").toString()));
    assertTrue(err.contains("empty is a folder without files"), err);
    assertEquals(2, select("--data", first));
    assertTrue(err.contains("--out"), err);
  }
}
