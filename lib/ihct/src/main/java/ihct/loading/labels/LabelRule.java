package ihct.loading.labels;

import ihct.loading.csv.ListText;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.MissingValues;
import ihct.loading.csv.Numbers;
import ihct.loading.csv.Text;
import ihct.loading.schema.Columns;
import ihct.loading.schema.LabelForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds out how the labels of files hold genres, from all cells of the column, so that the order of
 * the rows decides nothing. The rule, for each file:
 *
 * <ol>
 *   <li>Brackets with quoted texts in them, as {@link ListText} reads them, are lists wherever they
 *       stand. Brackets with other texts are lists if they are round at least 20 % of the cells; a
 *       note says so if they are fewer, and most of the texts stand alone elsewhere.
 *   <li>Of the other cells, those with a comma, a semicolon or a vertical bar are lists if at least
 *       20 % hold it and most of the parts are {@linkplain LabelEvidence free}: they stand alone
 *       elsewhere, or at different places of several cells.
 *   <li>If less than 20 % of the parts are free, the cells are names, and stay whole. So they do if
 *       less than 20 % of them hold the separator; a note says so if most of the parts are free.
 *   <li>Between, a column that is known to hold lists or is called "genres" holds lists, and any
 *       other is refused with both readings: a user must say which is right.
 * </ol>
 *
 * <p>New songs for a trained model are read so that most of them have one of its classes. Empty
 * brackets are no genre.
 */
public final class LabelRule {

  private static final double FEW = 0.2;
  private static final Pattern PLURAL = Pattern.compile("(?i)(?:genres|tags|styles)$");
  private static final String OVERRIDE = "; --label-form one takes each cell as one genre";

  /** The cells of one file, and the schema that found them. */
  public record File(Path path, Columns columns, String header, LabelCells cells) {}

  private final File file;
  private final Set<String> names;
  private final List<String> plain = new ArrayList<>();
  private final List<Integer> plainRows = new ArrayList<>();
  private long rows;
  private long quoted;
  private long bracketed;
  private final List<String> inBrackets = new ArrayList<>();
  private String bracketExample = "";
  private long broken;
  private String brokenExample = "";

  private LabelRule(File file, Set<String> names, MissingValues missing) {
    this.file = file;
    this.names = names;
    List<String> texts = file.cells().texts();
    for (int i = 0; i < texts.size(); i++) {
      if (!missing.contains(texts.get(i))) {
        look(texts.get(i), file.cells().records(i));
      }
    }
  }

  /**
   * Decides for files that are read as one, by the form that the user said of all cells, or without
   * it by each file's cells and the classes that are known already.
   *
   * @throws MalformedDataException if a column can be read in two ways
   */
  public static List<LabelReading> readings(
      List<File> files, LabelForm form, MissingValues missing, List<String> classes)
      throws MalformedDataException {
    Set<String> names = new HashSet<>();
    List<LabelRule> rules = new ArrayList<>();
    for (File file : files) {
      rules.add(new LabelRule(file, names, missing));
    }
    List<LabelReading> readings = new ArrayList<>();
    for (LabelRule rule : rules) {
      readings.add(rule.reading(form, classes));
    }
    return readings;
  }

  private void look(String cell, int inRows) {
    rows += inRows;
    ListText list = null;
    if (ListText.startsIn(cell) || ListText.isBracketed(cell)) {
      try {
        list = ListText.parse(cell);
      } catch (IllegalArgumentException e) {
        broken += ListText.startsIn(cell) ? inRows : 0;
        brokenExample = ListText.startsIn(cell) ? e.getMessage() : brokenExample;
      }
    }
    if (list != null && list.certain()) {
      quoted += list.items().isEmpty() ? 0 : inRows;
      list.items().forEach(item -> names.add(LabelEvidence.normal(item)));
      return;
    }
    boolean named = list != null && list.items().stream().anyMatch(item -> !isNumber(item));
    if (named) {
      bracketed += inRows;
      bracketExample = cell;
      list.items().forEach(item -> inBrackets.add(LabelEvidence.normal(item)));
    }
    plain.add(cell);
    plainRows.add(inRows);
    names.add(LabelEvidence.normal(cell));
  }

  private static boolean isNumber(String item) {
    return !Double.isNaN(Numbers.parse(item));
  }

  private LabelReading reading(LabelForm form, List<String> classes) throws MalformedDataException {
    boolean ownNames = isTableOfGenres();
    if (form != null) {
      return new LabelReading(
          form, true, ownNames, Optional.of(note(form.words() + ", as --label-form says")));
    }
    if (!classes.isEmpty()) {
      return byClasses(Set.copyOf(classes));
    }
    LabelReading found = byCells();
    return found.form() == LabelForm.ONE
        ? new LabelReading(LabelForm.ONE, false, ownNames, found.note())
        : found;
  }

  /** Tells whether the rows are the genres themselves, each once: then "[]" is the name of one. */
  private boolean isTableOfGenres() {
    return file.columns().track() == Columns.NONE
        && file.columns().artist() == Columns.NONE
        && file.cells().texts().size() > 1
        && file.cells().areAllDistinct();
  }

  private LabelReading byClasses(Set<String> classes) {
    LabelReading best = LabelReading.by(LabelForm.ONE);
    double most = known(best, classes);
    List<LabelReading> others = new ArrayList<>(List.of(LabelReading.by(LabelForm.LIST)));
    LabelForm.SEPARATED.forEach(form -> others.add(LabelReading.by(form)));
    others.add(LabelReading.literally());
    for (LabelReading reading : others) {
      double known = known(reading, classes);
      if (known > most) {
        best = reading;
        most = known;
      }
    }
    return best.form() == LabelForm.ONE
        ? best
        : best.withNote(note(best.form().words() + ", by the model's classes"));
  }

  /** Sums over the rows the share of their genres that are classes. */
  private double known(LabelReading reading, Set<String> classes) {
    double known = 0;
    List<String> texts = file.cells().texts();
    for (int i = 0; i < texts.size(); i++) {
      known += file.cells().records(i) * share(reading, texts.get(i), classes);
    }
    return known;
  }

  private static double share(LabelReading reading, String cell, Set<String> classes) {
    try {
      List<String> genres = reading.genres(cell);
      long known = genres.stream().map(String::strip).filter(classes::contains).count();
      return genres.isEmpty() ? 0 : (double) known / genres.size();
    } catch (IllegalArgumentException e) {
      return 0; // counted as unreadable when it is read
    }
  }

  private LabelReading byCells() throws MalformedDataException {
    if (quoted == 0 && broken > 0 && broken >= FEW * rows) {
      throw refusal(
          "%,d of %,d cells begin as lists in brackets, but none can be read: %s. Lists of Python, JSON, NumPy, R and PostgreSQL are. Take each cell as one genre (--label-form one), or write the lists anew."
              .formatted(broken, rows, brokenExample));
    }
    boolean brackets = bracketed > 0 && bracketed >= FEW * rows;
    List<LabelEvidence> evidence = evidence(brackets);
    List<LabelEvidence> lists =
        evidence.stream().filter(e -> e.isCommon() && e.isOfFreeParts()).toList();
    List<LabelEvidence> doubts =
        evidence.stream()
            .filter(e -> e.isCommon() ? e.isDoubtful() : e.isOfFreeParts())
            .sorted(Comparator.comparing(LabelEvidence::rowsWithSeparator).reversed())
            .toList();
    boolean holdsLists = quoted > 0 || brackets || isKnownForLists();
    if (lists.size() > 1) {
      throw inDoubt(lists.get(0).form(), lists.get(1));
    }
    if (!lists.isEmpty() || (holdsLists && !doubts.isEmpty())) {
      return separated((lists.isEmpty() ? doubts : lists).get(0), quoted > 0 || brackets);
    }
    if (quoted > 0 || brackets) {
      return LabelReading.by(LabelForm.LIST).withNote(note(inBrackets(brackets) + OVERRIDE));
    }
    if (!doubts.isEmpty() && doubts.get(0).isCommon()) {
      throw inDoubt(LabelForm.ONE, doubts.get(0));
    }
    return usual(evidence, doubts);
  }

  private List<LabelEvidence> evidence(boolean brackets) {
    List<LabelEvidence> all = new ArrayList<>();
    for (LabelForm form : LabelForm.SEPARATED) {
      LabelEvidence evidence = new LabelEvidence(form, names);
      for (int i = 0; i < plain.size(); i++) {
        if (!brackets || !ListText.isBracketed(plain.get(i))) {
          evidence.add(plain.get(i), plainRows.get(i));
        }
      }
      all.add(evidence);
    }
    return all;
  }

  private boolean isKnownForLists() {
    return file.columns().form() != LabelForm.ONE || PLURAL.matcher(file.header()).find();
  }

  private LabelReading separated(LabelEvidence found, boolean alsoBrackets) {
    String words =
        "%s in %,d of %,d cells".formatted(found.form().words(), found.rowsWithSeparator(), rows);
    return LabelReading.by(found.form())
        .withNote(note(words + (alsoBrackets ? ", others are lists in brackets" : "") + OVERRIDE));
  }

  private String inBrackets(boolean brackets) {
    return "%s in %,d of %,d cells"
        .formatted(LabelForm.LIST.words(), brackets ? bracketed + quoted : quoted, rows);
  }

  /** What is left: genres as they stand, or lists in a table whose genres are always lists. */
  private LabelReading usual(List<LabelEvidence> evidence, List<LabelEvidence> doubts) {
    LabelEvidence common =
        Collections.max(evidence, Comparator.comparing(LabelEvidence::rowsWithSeparator));
    if (LabelForm.SEPARATED.contains(file.columns().form()) && common.rowsWithSeparator() > 0) {
      return separated(common, false);
    }
    if (2 * inBrackets.stream().filter(names::contains).count() > inBrackets.size()) {
      return possible(LabelForm.LIST, bracketed, bracketExample);
    }
    if (doubts.isEmpty() && !(isKnownForLists() && common.isCommon())) {
      return LabelReading.by(LabelForm.ONE);
    }
    LabelEvidence hint = doubts.isEmpty() ? common : doubts.get(0);
    return possible(hint.form(), hint.rowsWithSeparator(), hint.example());
  }

  private LabelReading possible(LabelForm form, long inRows, String example) {
    return LabelReading.by(LabelForm.ONE)
        .withNote(
            note(
                "one genre each, though %s in %,d of %,d cells are possible, such as %s: --label-form %s reads them"
                    .formatted(
                        form.words(), inRows, rows, Text.shortened(example), form.option())));
  }

  private String note(String what) {
    return file.header() + ": " + what;
  }

  private MalformedDataException inDoubt(LabelForm other, LabelEvidence evidence) {
    String cell = evidence.example();
    String why =
        other == LabelForm.ONE
            ? "Of what stands between separators, %.0f %% stands alone or elsewhere, too little to decide."
                .formatted(100 * evidence.free())
            : "Only one character can part the genres.";
    return refusal(
        "the cells can be read as %s or as %s: %s is %s, or %s. %s Say which: --label-form %s or --label-form %s."
            .formatted(
                other.words(),
                evidence.form().words(),
                Text.shortened(cell),
                readAs(other, cell),
                readAs(evidence.form(), cell),
                why,
                other.option(),
                evidence.form().option()));
  }

  private static String readAs(LabelForm form, String cell) {
    List<String> genres = form.parts(cell).stream().map(String::strip).toList();
    return genres.size() == 1
        ? "one genre"
        : genres.size() + " genres (" + String.join(" · ", genres) + ")";
  }

  private MalformedDataException refusal(String reason) {
    return new MalformedDataException(file.path(), 1, file.header(), reason);
  }
}
