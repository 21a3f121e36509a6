package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.schema.LabelForm;
import ihct.tries.Property;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is selected file by file is what is selected of all files at once. */
class SongSelectionTest {

  private static final List<String> NAMES =
      List.of(
          "Ann", "", "\"AC, DC\"", "\"The \"\"Who\"\"\"", "\"two\nlines\"", "=1+1", "-", "Björk");

  private static final List<String> LISTS =
      List.of("rock", "pop", "\"['rock', 'pop']\"", "\"['pop', 'jazz', 'pop']\"", "[]", "", "ska");

  private static final List<String> GENRES =
      List.of("rock", "pop", "jazz", "NA", "\"rock, roll\"", "ska", "folk");

  @TempDir Path folder;

  private static String any(Random random, List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static String line(Random random, List<String> genres, boolean isInSeconds) {
    int track = random.nextInt(80);
    String id = (random.nextInt(4) == 0 ? "spotify:track:" : "") + "t" + track;
    StringBuilder line = new StringBuilder(track == 0 ? "\"a,b\"" : track == 1 ? "=t" : id);
    line.append(',').append(any(random, genres)).append(',').append(any(random, NAMES));
    line.append(',').append(isInSeconds ? 100.5 + track : 100_500 + 1000 * track);
    for (int j = 1; j < Tables.FEATURES.size(); j++) {
      line.append(',')
          .append(
              random.nextInt(60) == 0 ? "bad" : any(random, List.of("0.25", " 7 ", "1e1", "+.5")));
    }
    return line.toString();
  }

  private Path table(Random random, List<String> genres, int number) throws IOException {
    boolean isInSeconds = random.nextInt(3) == 0;
    List<String> lines = new ArrayList<>();
    for (int i = 1 + random.nextInt(120); i >= 0; i--) {
      lines.add(line(random, genres, isInSeconds));
    }
    return Tables.write(folder, number + ".csv", Tables.table(lines));
  }

  /** As another process would get it. */
  @SuppressWarnings("unchecked")
  private static <T> T sent(T message) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(message);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (T) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }

  /** Selects from files in a random order. */
  static Path select(Path folder, List<Path> files, LoadingOptions options, Random random)
      throws IOException {
    LoadingOptions named = SongSelection.named(files, options);
    SongSelection selection = new SongSelection(named);
    List<Integer> order = new ArrayList<>(IntStream.range(0, files.size()).boxed().toList());
    Collections.shuffle(order, random);
    for (int number : order) {
      selection.add(sent(SongSelection.offer(number, files.get(number), named)));
    }
    SongSelection.Choice choice = sent(selection.choose());
    StringBuilder text = new StringBuilder(selection.header());
    for (SongSelection.Offer offer : selection.offers()) {
      SongSelection.Copied copied = sent(SongSelection.copy(offer.file(), choice, named));
      text.append(
          new String(
              new GZIPInputStream(new ByteArrayInputStream(copied.rows())).readAllBytes(),
              StandardCharsets.UTF_8));
    }
    return Tables.write(folder, "selected.csv", text.toString());
  }

  @Property(tries = 200)
  void givesWhatAllFilesGive(long seed) throws IOException {
    Random random = new Random(seed);
    boolean lists = random.nextBoolean();
    List<Path> files = new ArrayList<>();
    for (int number = 1 + random.nextInt(5); number >= 0; number--) {
      files.add(table(random, lists ? LISTS : GENRES, number));
    }
    int least = 1 + random.nextInt(8);
    LoadingOptions options =
        LoadingOptions.everything()
            .withLimits(least, least + random.nextInt(20))
            .withLabelForm(lists ? LabelForm.LIST : LabelForm.ONE);
    LoadedSongs all = SongLoader.load(files, options);
    LoadedSongs selected =
        SongLoader.load(List.of(select(folder, files, options, random)), options);
    String which = files.toString();
    BothWays.assertSame(all.songs(), selected.songs(), which);
    assertEquals(all.songs().genres(), selected.songs().genres(), which);
    assertEquals(all.report().severalGenres(), selected.report().severalGenres(), which);
  }

  @Test
  void holdsAllRecordsOfTracksThatAreKeptAndNoOthers() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lines.add(Tables.line("t" + i, "rock", "a", i));
    }
    Path one = Tables.write(folder, "1.csv", Tables.table(lines));
    lines.replaceAll(line -> line.replace(",rock,", ",pop,"));
    lines.add(Tables.line("t99", "rare", "a", 99));
    Path two = Tables.write(folder, "2.csv", Tables.table(lines.subList(20, 41)));
    LoadingOptions options = LoadingOptions.everything().withLimits(2, 5);
    Path selected = select(folder, List.of(one, two), options, new Random(1));
    LoadedSongs kept = SongLoader.load(List.of(selected), LoadingOptions.everything());
    long[] tracks =
        IntStream.range(0, kept.songs().size()).mapToLong(kept.songs()::trackKey).toArray();
    LoadedSongs all = SongLoader.load(List.of(one, two), options);
    long[] wanted =
        IntStream.range(0, all.songs().size()).mapToLong(all.songs()::trackKey).toArray();
    assertEquals(
        LongStream.of(wanted).boxed().distinct().sorted().toList(),
        LongStream.of(tracks).boxed().distinct().sorted().toList());
    assertEquals(List.of("pop", "rock"), kept.songs().genres());
    assertTrue(Arrays.stream(kept.songs().rowsPerGenre()).sum() > 10, "also those over the cap");
  }

  @Test
  void filesWithoutNamesOfColumnsGiveAFileWithThem() throws IOException {
    Path one = Tables.write(folder, "1.csv", "7;rock;1,5\n8;pop;2,5\n9;rock;3,5\n");
    Path two = Tables.write(folder, "2.csv", "17;rock;-1,5\n18;pop;2\n19;rock;3,25\n");
    LoadingOptions options =
        LoadingOptions.everything()
            .withColumns(List.of("x"), "kind", null)
            .withId("id")
            .withColumnNames(List.of("id", "kind", "x"))
            .withLimits(1, 5);
    Path selected = select(folder, List.of(one, two), options, new Random(1));
    assertTrue(Files.readString(selected).contains(",rock,-1.5\n"), "with a decimal point");
    assertTrue(Files.readString(selected).startsWith("id,kind,x\n"));
    BothWays.assertSame(
        SongLoader.load(List.of(one, two), options).songs(),
        SongLoader.load(List.of(selected), options).songs(),
        Files.readString(selected));
    SongSelection.Offer offer = SongSelection.offer(0, one, options);
    assertEquals(1, offer.notes().stream().filter(note -> note.startsWith("read as: ")).count());
  }

  /** Numbers that are converted keep what conversion makes of them: it knows no negative zero. */
  @Test
  void convertedNumbersAreThoseOfAllFiles() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String zero = i % 5 == 0 ? "-0.0" : "" + i;
      lines.add("t%d,g%d,a,200000,50,%s,40,30,%s,20,-9,15,120,60".formatted(i, i % 2, i, zero));
    }
    Path file = Tables.write(folder, "1.csv", Tables.table(lines));
    LoadingOptions options = LoadingOptions.everything().withLimits(1, 30);
    BothWays.assertSame(
        SongLoader.load(List.of(file), options).songs(),
        SongLoader.load(List.of(select(folder, List.of(file), options, new Random(1))), options)
            .songs(),
        "per cent");
  }

  @Test
  void columnOfTwoPurposesIsRefused() throws IOException {
    Path file = Tables.write(folder, "1.csv", "x;kind;who\n0,5;rock;1,5\n1,5;pop;2,5\n");
    LoadingOptions options =
        LoadingOptions.everything().withColumns(List.of("x", "who"), "kind", null).withLimits(1, 3);
    refused("1.csv:1:x: it is a feature, and an id besides", options.withId("x"), file);
    refused(
        "1.csv:1:who: it is a feature, and a group besides",
        options.withColumns(List.of("x", "who"), "kind", "who").withId("kind"),
        file);
  }

  private void refused(String message, LoadingOptions options, Path... files) {
    String told =
        assertThrows(
                MalformedDataException.class,
                () -> select(folder, List.of(files), options, new Random(1)))
            .getMessage();
    assertTrue(told.contains(message), told);
  }

  @Test
  void refusesWhatOneFileCannotTell() throws IOException {
    LoadingOptions options = LoadingOptions.everything().withLimits(1, 5);
    String row = Tables.line("t1", "rock", "a", 1);
    Path file = Tables.write(folder, "1.csv", Tables.table(List.of(row)));
    Path noId = Tables.write(folder, "2.csv", Tables.table(List.of(row.substring(2), row)));
    refused("2.csv: 1 records have no id", options, file, noId);
    Path other =
        Tables.write(folder, "3.csv", Tables.table(List.of(row)).replace("artists", "artist"));
    refused("Select from files with the same columns", options, file, other);
    refused("is named twice", options, file, file);
    refused("no genre has 2 tracks here", options.withLimits(2, 5), file);
    // Half of the cells hold commas; beside files that have the parts alone they are lists.
    List<String> lists = new ArrayList<>();
    List<String> alone = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lists.add(Tables.line("l" + i, "\"g" + i + ", h" + i + "\"", "a", i));
      alone.add(Tables.line("g" + i, "g" + i, "a", i));
      alone.add(Tables.line("h" + i, "h" + i, "a", i));
    }
    Path joined = Tables.write(folder, "4.csv", Tables.table(lists));
    Path parts = Tables.write(folder, "5.csv", Tables.table(alone));
    refused("by itself the cells are", options, joined, parts);
  }
}
