package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.schema.LabelForm;
import ihct.songs.Part;
import ihct.tries.Property;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large files are read twice, which gives what it gives to read them once. */
class ReadTwiceTest {

  private static final List<String> GENRES =
      List.of("rock", "pop", "['rock', 'pop']", "['pop', 'jazz', 'pop']", "[]", "NA", "['ska'", "");

  @TempDir Path folder;

  private static LoadingOptions options(Random random) {
    int least = 1 + random.nextInt(5);
    LoadingOptions some =
        LoadingOptions.everything()
            .withLabels(LabelMode.values()[random.nextInt(2)])
            .withLimits(least, least + random.nextInt(12));
    return switch (random.nextInt(5)) {
      case 0 -> some.withHierarchy(List.of("artists"));
      case 1 -> some.withCoarseLabel("artists");
      case 2 ->
          some.withColumns(List.of("tempo", "energy"), "track_genre", null)
              .withLog(List.of("energy"))
              .withCategories(List.of("artists"));
      default -> some;
    };
  }

  private static Reading reading(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> Reading.WITH_NAMES;
      case 1 -> Tables.WITHOUT_GENRES;
      case 2 ->
          Reading.TO_LEARN.keeping(
              all -> all.stream().filter(genre -> !genre.equals("g1")).toList());
      default -> Reading.TO_LEARN;
    };
  }

  @Property(tries = 200)
  void oddTablesGiveTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    Path one = Tables.write(folder, "1.csv", new OddTable(random).text(1 + random.nextInt(200)));
    Path two = Tables.write(folder, "2.csv", new OddTable(random).text(1 + random.nextInt(200)));
    LoadingOptions options = options(random);
    options = random.nextInt(3) == 0 ? options : options.withLabelForm(LabelForm.ONE);
    Map<Path, Part> parts =
        random.nextInt(3) == 0 ? Map.of(one, Part.TRAIN, two, Part.TEST) : Map.of();
    loadOrRefuse(List.of(one, two), parts, options, reading(random));
  }

  /** Several genres in a cell, few tracks, many of them without an id, equal records. */
  @Property(tries = 200)
  void listsAndRecordsWithoutAnIdGiveTheSame(long seed) throws IOException {
    Random random = new Random(seed);
    List<Path> files = new ArrayList<>();
    for (int file = 0; file < 2; file++) {
      List<String> lines = new ArrayList<>();
      for (int i = random.nextInt(60); i >= 0; i--) {
        String id = random.nextBoolean() ? "" : "t" + random.nextInt(12);
        String genre = '"' + GENRES.get(random.nextInt(GENRES.size())) + '"';
        lines.add(Tables.line(id, genre, random.nextBoolean() ? "" : "a", random.nextInt(4)));
      }
      files.add(Tables.write(folder, file + ".csv", Tables.table(lines)));
    }
    loadOrRefuse(files, Map.of(), options(random), reading(random));
  }

  private static void loadOrRefuse(
      List<Path> files, Map<Path, Part> parts, LoadingOptions options, Reading reading)
      throws IOException {
    try {
      BothWays.load(files, parts, options, reading);
    } catch (MalformedDataException e) {
      assertTrue(e.getMessage().startsWith(folderOf(files)), e.getMessage());
    }
  }

  private static String folderOf(List<Path> files) {
    return files.get(0).getParent().toString();
  }

  /** So many records that a sample of them tells the units, in files of many blocks. */
  @Test
  void unitsOfManyRecordsAreConverted() throws IOException {
    Random random = new Random(1);
    List<Path> files = new ArrayList<>();
    for (int file = 0; file < 2; file++) {
      StringBuilder text =
          new StringBuilder("track_id,track_genre," + String.join(",", Tables.FEATURES));
      for (int i = 0; i < 30_000; i++) {
        text.append("\nt%d,g%d,%d,50".formatted(i, random.nextInt(20), 100 + random.nextInt(300)));
        for (int j = 2; j < 11; j++) {
          double value = j == 7 ? -9 : j == 9 ? random.nextInt(200) : random.nextInt(101) / 1.0;
          text.append(',').append(value);
        }
      }
      files.add(Tables.write(folder, file + ".csv", text.append('\n').toString()));
    }
    LoadedSongs loaded = Tables.load(files, LoadingOptions.paper());
    assertEquals(20 * 200, loaded.songs().size());
    List<String> notes = loaded.report().notes();
    assertTrue(notes.stream().anyMatch(note -> note.contains("in seconds: ")), notes.toString());
    assertTrue(notes.stream().anyMatch(note -> note.contains("in per cent: ")), notes.toString());
    assertTrue(
        notes.stream().anyMatch(note -> note.contains("what no song has")), notes.toString());
  }

  @Test
  void onlyRecordsThatAreKeptAreHeld() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      lines.add(Tables.line("t" + i, "g" + i % 10, "a", i));
    }
    Path path = Tables.write(folder, "songs.csv", Tables.table(lines));
    LoadingOptions capped = LoadingOptions.everything().withLimits(1, 5);
    RowReader reader = new RowReader(capped, Reading.TO_LEARN, new Tally(), true);
    try (SongFile file = SongFile.open(path)) {
      reader.read(
          file, ColumnFinder.find(path, file.header(), capped, Reading.TO_LEARN, true), null);
    }
    reader.finish();
    assertEquals(50, reader.kept.size());
    assertEquals(50, reader.collected.rows());
  }

  @ParameterizedTest
  @ValueSource(strings = {"track_id/id", "rock/ska", "t1/t2", "rock/rock,rock"})
  void fileThatChangesWhileItIsReadIsRefused(String change) throws IOException {
    String text = Tables.table(List.of(Tables.line("t1", "rock", "a", 1)));
    Path path = Tables.write(folder, "songs.csv", text);
    String other = text.replace(change.split("/")[0], change.split("/")[1]);
    UnaryOperator<List<String>> writing =
        genres -> {
          try {
            Tables.write(folder, "songs.csv", other);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return genres;
        };
    String message =
        assertThrows(
                MalformedDataException.class,
                () ->
                    SongLoader.load(
                        List.of(path),
                        Map.of(),
                        LoadingOptions.everything(),
                        Reading.TO_LEARN.keeping(writing),
                        true))
            .getMessage();
    assertEquals(
        path + ": it changed between two readings of it. Load it again once nothing writes to it.",
        message);
  }

  @Test
  void largeFilesUnderACapAreReadTwice() {
    long large = 256L << 20;
    LoadingOptions capped = LoadingOptions.paper();
    assertTrue(SongLoader.areReadTwice(large, capped, Reading.TO_LEARN));
    assertFalse(SongLoader.areReadTwice(large - 1, capped, Reading.TO_LEARN));
    assertFalse(SongLoader.areReadTwice(large, LoadingOptions.everything(), Reading.TO_LEARN));
    assertFalse(SongLoader.areReadTwice(large, capped, Tables.WITHOUT_GENRES));
  }
}
