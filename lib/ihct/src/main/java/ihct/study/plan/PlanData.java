package ihct.study.plan;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.data.DataSettings;
import ihct.data.SplitText;
import ihct.files.Json;
import ihct.files.Names;
import ihct.loading.LabelMode;
import ihct.loading.LoadingOptions;
import ihct.loading.schema.LabelForm;
import ihct.loading.simulate.SimulationOptions;
import ihct.songs.SplitRule;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Songs by name, how they are parted, and the trees by which answers on them are read. Either files
 * or a simulation is given.
 *
 * @param about one sentence for readers
 * @param files their names; where they lie is not the plan's affair
 * @param validation files that were published to tune on; empty to draw a tenth of the others
 * @param test files that were published to test on; empty to draw the parts
 * @param simulated what is simulated
 * @param columns the names of all columns, in order, of files whose first line is a row
 * @param features feature columns; empty for known features of songs
 * @param log features whose logarithm, of 1 + x, takes their place
 * @param categories columns of categories, each value of which becomes a feature
 * @param label the label column; null for a known one
 * @param coarseLabel the column with a coarse name of rows without a label; null for none
 * @param labelForm how its cells hold genres; null to look at them
 * @param group the group column; null for a known one
 * @param id the column that tells tracks apart; null for a known one
 * @param missingValues words of cells without content, added to the usual ones or, after {@code =},
 *     in their place; null for the usual ones
 * @param rows every: one row per (track, genre); single: one per track, with its rarest genre
 * @param hierarchy columns of a known tree, coarse to fine
 * @param leaveOut genres to be left out of training, to see what models make of genres that they
 *     never saw: the first list under the first seed, and so on in turn. Their songs are measured
 *     by their parents in the first known tree by which answers are read
 * @param fineSongs how many training songs of each genre keep it; the others are known by the name
 *     above it alone, in the first of the trees whose nodes have names. Of several numbers each
 *     makes data of its own, NAME-3 of NAME; empty if all keep theirs
 * @param minPerGenre genres with fewer rows are left out; 50 if absent, 1 if the data came split
 * @param maxPerGenre rows kept of a genre; 200 if absent, all if the data came split
 * @param split row, track, artist, or column:NAME for a column that says where each row belongs
 * @param stratify whether every genre shall have rows in training and test; false if absent
 * @param trees by which the answers of every arm are read, and hedged; the tier figures are theirs
 * @param judges the trees by which mistakes are judged, {@code "judge"} in a plan: a name, or a
 *     list of them; answers are read by all, tables and plots judge by the first. An arm that was
 *     trained with a judge has the home advantage, and figures say so
 */
public record PlanData(
    String about,
    List<String> files,
    List<String> validation,
    List<String> test,
    Simulation simulated,
    List<String> columns,
    List<String> features,
    List<String> log,
    List<String> categories,
    String label,
    String coarseLabel,
    String labelForm,
    String group,
    String id,
    String missingValues,
    String rows,
    List<String> hierarchy,
    List<List<String>> leaveOut,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<Integer> fineSongs,
    Integer minPerGenre,
    Integer maxPerGenre,
    String split,
    Boolean stratify,
    List<String> trees,
    @JsonProperty("judge") @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> judges) {

  /**
   * What is simulated.
   *
   * @param genres number of genres
   * @param songs number of rows
   * @param seed another seed, other songs
   * @param clarity 0 for genres that are alike, to 1
   */
  public record Simulation(int genres, int songs, long seed, double clarity) {

    private static final double SHARED = 0.1;

    public SimulationOptions options() {
      return new SimulationOptions(genres, songs, seed, clarity, SHARED);
    }
  }

  /** Fills in what the plan leaves out. */
  public PlanData {
    files = files == null ? List.of() : List.copyOf(files);
    columns = columns == null ? List.of() : List.copyOf(columns);
    validation = validation == null ? List.of() : List.copyOf(validation);
    test = test == null ? List.of() : List.copyOf(test);
    log = log == null ? List.of() : List.copyOf(log);
    categories = categories == null ? List.of() : List.copyOf(categories);
    features = features == null ? List.of() : List.copyOf(features);
    hierarchy = hierarchy == null ? List.of() : List.copyOf(hierarchy);
    leaveOut = leaveOut == null ? List.of() : leaveOut.stream().map(List::copyOf).toList();
    fineSongs = fineSongs == null ? List.of() : List.copyOf(fineSongs);
    trees = trees == null ? List.of() : List.copyOf(trees);
    judges = judges == null ? List.of() : List.copyOf(judges);
    rows = rows == null ? "every" : rows;
    split = split == null ? "track" : split;
    LoadingOptions usual =
        isParted(test, split) ? LoadingOptions.everything() : LoadingOptions.paper();
    minPerGenre = minPerGenre == null ? usual.minPerGenre() : minPerGenre;
    maxPerGenre = maxPerGenre == null ? Math.max(usual.maxPerGenre(), minPerGenre) : maxPerGenre;
    about = about == null ? "" : about;
  }

  /** By name, the data of each number of fine songs. */
  Map<String, PlanData> each(String name) {
    if (fineSongs.size() < 2) {
      return Map.of(name, this);
    }
    Map<String, PlanData> all = new LinkedHashMap<>();
    for (int songs : fineSongs) {
      ObjectNode json = Json.tree(this).put("fineSongs", songs);
      all.put(name + "-" + songs, PlanFile.part(name, json, PlanData.class));
    }
    return all;
  }

  private static boolean isParted(List<String> test, String split) {
    return !test.isEmpty() || SplitText.parse(split, null).column() != null;
  }

  /** Whether the data say themselves which rows are tested on. */
  boolean isParted() {
    return isParted(test, split);
  }

  public SplitRule rule() {
    return SplitText.parse(split, group).rule();
  }

  /** Whether every genre shall have rows in training and test. */
  public boolean isStratified() {
    return stratify != null && stratify;
  }

  /** How labels are written; empty to look at them. */
  Optional<LabelForm> form() {
    return Optional.ofNullable(labelForm)
        .map(form -> Names.parse(LabelForm.class, "Label form", form));
  }

  /** The trees by which answers are read: those named for it, and the judges. */
  public List<String> readingTrees() {
    return Stream.concat(trees.stream(), judges.stream()).distinct().toList();
  }

  /** Which rows are kept, and where in the files they stand; of made songs all are. */
  LoadingOptions options() {
    if (simulated != null) {
      return LoadingOptions.everything();
    }
    return new LoadingOptions(
        Names.parse(LabelMode.class, "Label mode", rows),
        minPerGenre,
        maxPerGenre,
        features,
        label,
        group,
        hierarchy,
        form().orElse(null),
        id,
        missingValues,
        columns,
        SplitText.parse(split, group).column(),
        log,
        categories,
        coarseLabel);
  }

  /** All files that are read. */
  public List<String> allFiles() {
    return Stream.of(files, validation, test).flatMap(List::stream).toList();
  }

  /** How the files are read, by where each of them was found. */
  public DataSettings settings(Map<String, Path> found) {
    return DataSettings.files(files.stream().map(found::get).toList())
        .withParts(
            validation.stream().map(found::get).toList(), test.stream().map(found::get).toList())
        .with(all -> options());
  }
}
