package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import ihct.loading.schema.LabelForm;
import ihct.songs.Songs;
import ihct.tries.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which cells of a label are lists, and which are names that look like lists. */
class LabelRuleTest {

  private static final List<String> NAMES =
      List.of(
          "rock",
          "children's music",
          "drum & bass",
          "hip-hop/rap",
          "the \"old\" sound",
          "música criolla",
          "c\\d",
          "🎵 pop");

  @TempDir Path folder;

  /** A table whose label column has a header and cells of one's choice. */
  private static String table(String header, List<String> cells) {
    StringBuilder text =
        new StringBuilder("track_id," + header + "," + String.join(",", Tables.FEATURES) + "\n");
    for (int i = 0; i < cells.size(); i++) {
      String cell = '"' + cells.get(i).replace("\"", "\"\"") + '"';
      text.append(String.join(",", "t" + i, cell, Tables.numbers(i))).append('\n');
    }
    return text.toString();
  }

  private LoadedSongs load(String header, List<String> cells) throws IOException {
    return load(header, cells, LoadingOptions.everything());
  }

  private LoadedSongs load(String header, List<String> cells, LoadingOptions options)
      throws IOException {
    return Tables.load(Tables.write(folder, "t.csv", table(header, cells)), options);
  }

  private static List<String> repeated(String... cellsAndTimes) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < cellsAndTimes.length; i += 2) {
      cells.addAll(Collections.nCopies(Integer.parseInt(cellsAndTimes[i + 1]), cellsAndTimes[i]));
    }
    return cells;
  }

  private static String notes(LoadedSongs loaded) {
    return String.join("\n", loaded.report().notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['soul', \"p'funk\"]",
        "[u'soul', u\"p'funk\"]",
        "['soul', 'p'funk']",
        "[\"soul\", \"p'funk\"]",
        "[\"\\u0073oul\",\"p'funk\",]",
        "['soul' \"p'funk\"]",
        "['soul'\n \"p'funk\"]",
        "array(['soul', \"p'funk\"], dtype=object)",
        "array(['soul', \"p'funk\"],\n      dtype='<U6')",
        "[np.str_('soul'), np.str_(\"p'funk\")]",
        "{'soul', \"p'funk\"}",
        "frozenset({'soul', \"p'funk\"})",
        "('soul', \"p'funk\")",
        "{soul,\"p'funk\"}",
        "[soul, p'funk]",
        "{soul,p'funk}",
        "[['soul'], [\"p'funk\"]]",
        "['soul', 'p\\'funk', None]",
        " [ 'soul' , \"p'funk\" ] ",
        "c(\"soul\", NA, \"p'funk\")",
        "list(\"soul\", \"p'funk\")",
        "[b'soul', b\"p'funk\"]",
      })
  void bracketsAreLists(String cell) throws IOException {
    LoadedSongs loaded = load("style", repeated(cell, "3", "jazz", "9"), named("style"));
    assertEquals(List.of("jazz", "p'funk", "soul"), loaded.songs().genres());
    assertTrue(notes(loaded).contains("style: lists in brackets in 3 of 12 cells"), notes(loaded));
  }

  private static LoadingOptions named(String label) {
    return LoadingOptions.everything().withColumns(List.of(), label, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", "set()", "{}", "()", "[ ]", "array([], dtype=object)", "character(0)"})
  void emptyBracketsAreNoGenre(String cell) throws IOException {
    for (List<String> others :
        List.of(repeated("jazz", "8"), repeated("a|b", "4", "a", "4", "b", "1"))) {
      List<String> cells = new ArrayList<>(others);
      cells.addAll(repeated(cell, "3"));
      LoadingReport report = load("genre", cells).report();
      assertEquals(3, report.leftOut().get(Reason.NO_GENRE).rows());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {"comma!,", "comma!, ", "semicolon!;", "semicolon! ; ", "pipe!|", "pipe! | "},
      ignoreLeadingAndTrailingWhitespace = false)
  void separatorsPartWhatStandsAloneElsewhere(String form, String separator) throws IOException {
    // "dub" is only ever in lists; one separator trails, one genre comes twice.
    String three = String.join(separator, "ska", "reggae", "dub");
    String trailing = String.join(separator, "ska", "ska", "");
    LoadedSongs loaded =
        load("genre", repeated(three, "4", trailing, "1", "ska", "10", "reggae", "5"));
    assertEquals(List.of("dub", "reggae", "ska"), loaded.songs().genres());
    assertEquals(1, loaded.report().leftOut().get(Reason.REPEATED).rows());
    String words = LabelForm.valueOf(form.toUpperCase()).words();
    assertTrue(notes(loaded).contains("genre: " + words + " in 5 of 20 cells"), notes(loaded));
  }

  @Test
  void namesStayWhole() throws IOException {
    List<String> names =
        List.of(
            "Folk, World, & Country",
            "Funk, Soul",
            "Stage, Screen",
            "Brass, Military and Marching",
            "Hotels, Restaurants & Leisure",
            "R&B",
            "Hip-Hop/Rap",
            "Children's Music",
            "singer-songwriter; acoustic",
            "Rock > Metal",
            "Techno (Raw, Deep, Hypnotic)",
            "Linnaeus, 1758",
            "Boie, 1758",
            "Portland, OR",
            "Salem, OR",
            "Jazz, Smooth",
            "Jazz, Latin",
            "drum'n'bass",
            "(live)",
            "[0, 10]",
            "0,5",
            "(0.5, 1.0]");
    for (String header : List.of("genre", "genres")) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        cells.addAll(names);
      }
      LoadedSongs loaded = load(header, cells);
      assertEquals(List.copyOf(new TreeSet<>(names)), loaded.songs().genres());
    }
  }

  @Test
  void oneNameWithACommaStaysWholeWithoutAWord() throws IOException {
    LoadedSongs loaded = load("genre", repeated("rhythm, blues", "25", "pop", "40", "jazz", "35"));
    assertEquals(List.of("jazz", "pop", "rhythm, blues"), loaded.songs().genres());
    assertFalse(notes(loaded).contains("genre:"), notes(loaded));
  }

  @Test
  void fewListsAreToldOfAndNotTaken() throws IOException {
    LoadedSongs loaded = load("genre", repeated("rock, pop", "1", "rock", "9", "pop", "9"));
    assertEquals(List.of("pop", "rock", "rock, pop"), loaded.songs().genres());
    assertTrue(notes(loaded).contains("\"rock, pop\": --label-form comma reads them"));
    // A column that is called genres is one of lists, however few there are.
    assertEquals(
        List.of("pop", "rock"),
        load("genres", repeated("rock, pop", "1", "rock", "9", "pop", "9")).songs().genres());
  }

  @Test
  void fewListsWithoutQuotesAreToldOfAndNotTaken() throws IOException {
    LoadedSongs loaded = load("genre", repeated("[rock, pop]", "1", "rock", "9", "pop", "9"));
    assertEquals(List.of("[rock, pop]", "pop", "rock"), loaded.songs().genres());
    assertTrue(notes(loaded).contains("\"[rock, pop]\": --label-form list reads them"));
    assertEquals("", notes(load("genre", repeated("[unknown]", "1", "rock", "9", "pop", "9"))));
  }

  @Test
  void twoSeparatorsBetweenGenresAreRefused() {
    List<String> cells = repeated("rock, pop", "9", "rock; folk", "9", "rock", "9", "folk", "9");
    cells.add("pop");
    String message =
        assertThrows(MalformedDataException.class, () -> load("genre", cells)).getMessage();
    assertTrue(
        message.contains(
            "Only one character can part the genres. Say which: --label-form comma or --label-form"
                + " semicolon."),
        message);
  }

  @Test
  void doubtIsRefusedWithBothReadingsAndTheOption() throws IOException {
    List<String> cells = repeated("rock, fjord", "9", "pop, dale", "9", "rock", "9");
    String message =
        assertThrows(MalformedDataException.class, () -> load("genre", cells)).getMessage();
    assertTrue(
        message.endsWith(
            "t.csv:1:genre: the cells can be read as one genre each or as lists with commas:"
                + " \"pop, dale\" is one genre, or 2 genres (pop · dale). Of what stands between"
                + " separators, 25 % stands alone or elsewhere, too little to decide. Say which:"
                + " --label-form one or --label-form comma."),
        message);
    for (LabelForm form : List.of(LabelForm.ONE, LabelForm.COMMA)) {
      LoadingOptions options = LoadingOptions.everything().withLabelForm(form);
      assertEquals(
          form == LabelForm.ONE
              ? List.of("pop, dale", "rock", "rock, fjord")
              : List.of("dale", "fjord", "pop", "rock"),
          load("genre", cells, options).songs().genres());
    }
  }

  @Test
  void whatBeginsAsListsAndCannotBeReadIsRefused() {
    List<String> cells = repeated("[{\"name\": \"rock\"}]", "5", "[{\"name\": \"pop\"}]", "5");
    String message =
        assertThrows(MalformedDataException.class, () -> load("genre", cells)).getMessage();
    assertTrue(message.contains("10 of 10 cells begin as lists in brackets"), message);
    assertTrue(message.contains("--label-form one"), message);
  }

  @Test
  void bracketsAndSeparatorsMayStandSideBySide() throws IOException {
    List<String> cells = repeated("['rock', 'pop']", "5", "rock, ska", "5", "ska", "2");
    assertEquals(List.of("pop", "rock", "ska"), load("genre", cells).songs().genres());
  }

  @Test
  void eachFileHasAFormOfItsOwnAndAllTellWhatStandsAlone() throws IOException {
    Path lists = Tables.write(folder, "1.csv", table("genre", repeated("['ska', 'dub']", "3")));
    Path texts =
        Tables.write(folder, "2.csv", table("genre", repeated("ska;dub", "3", "pop", "1")));
    for (List<Path> files : List.of(List.of(lists, texts), List.of(texts, lists))) {
      LoadedSongs loaded = Tables.load(files, LoadingOptions.everything());
      assertEquals(List.of("dub", "pop", "ska"), loaded.songs().genres());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rock, pop|rock,pop,jazz|pop,rock",
        "Folk, World|Folk; World@Folk, World@pop|Folk, World",
        "rock, pop|rock, pop@rock@pop|rock, pop",
        "['a', 'b']|a@b|a,b",
      })
  void classesOfAModelSettleFewRows(String cell, String classes, String genres) throws IOException {
    List<String> known = List.of(classes.split(classes.contains("@") ? "@" : ","));
    Path file = Tables.write(folder, "t.csv", table("genre", List.of(cell)));
    Reading byClasses =
        new Reading(true, known, Optional.empty(), false, UnaryOperator.identity(), Map.of());
    List<String> found =
        Tables.load(List.of(file), LoadingOptions.everything(), byClasses).songs().genres();
    assertEquals(genres.replace(", ", ","), String.join(",", found).replace(", ", ","));
  }

  @Property(tries = 100)
  void allFormsOfAColumnHaveTheSameClassesInAnyOrder(long seed) throws IOException {
    Random random = new Random(seed);
    List<List<String>> rows = new ArrayList<>();
    NAMES.forEach(name -> rows.add(List.of(name)));
    for (int i = 0; i < 20; i++) {
      List<String> shuffled = new ArrayList<>(NAMES);
      Collections.shuffle(shuffled, random);
      rows.add(List.copyOf(shuffled.subList(0, 1 + random.nextInt(4))));
    }
    Set<Set<String>> found = new LinkedHashSet<>();
    Path file = folder.resolve("labels.csv");
    for (Form form : Form.values()) {
      Collections.shuffle(rows, random);
      Files.writeString(file, table("genre", rows.stream().map(form::write).toList()));
      Songs songs = Tables.load(file).songs();
      assertEquals(
          rows.stream().mapToInt(List::size).sum(), songs.size(), () -> form + " of " + rows);
      found.add(Set.copyOf(songs.genres()));
    }
    assertEquals(Set.of(Set.copyOf(NAMES)), found);
  }

  /** Writers of lists, each as one of the programs that write them. */
  private enum Form {
    PYTHON("[", ", ", "]", '\'', "\\"),
    JSON("[", ",", "]", '"', "\\"),
    NUMPY("['", "'\n '", "']", '\0', "\\"),
    SET("{", ", ", "}", '\'', "\\"),
    TUPLE("(", ", ", ",)", '"', "\\"),
    POSTGRES("{", ",", "}", '"', "\\"),
    COMMA("", ", ", "", '\0', ""),
    SEMICOLON("", ";", "", '\0', ""),
    PIPE("", " | ", "", '\0', "");

    private final String before;
    private final String between;
    private final String after;
    private final char quote;
    private final String escape;

    Form(String before, String between, String after, char quote, String escape) {
      this.before = before;
      this.between = between;
      this.after = after;
      this.quote = quote;
      this.escape = escape;
    }

    private String write(List<String> items) {
      return items.stream().map(this::item).collect(Collectors.joining(between, before, after));
    }

    private String item(String text) {
      String escaped =
          escape.isEmpty()
              ? text
              : text.replace("\\", "\\\\").replace("'", "\\'").replace("\"", "\\\"");
      return quote == '\0' ? escaped : quote + escaped + quote;
    }
  }
}
