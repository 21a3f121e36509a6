package ihct.study.verdict;

import static java.util.Comparator.comparing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.files.Json;
import ihct.files.JsonWords;
import ihct.files.Rounded;
import ihct.io.TextFile;
import ihct.loading.schema.Words;
import ihct.metrics.Scores;
import ihct.plots.Charts;
import ihct.plots.HtmlPage;
import ihct.plots.PlotAxis;
import ihct.plots.Rows;
import ihct.study.plan.StudyStore;
import ihct.study.run.ResultFile;
import ihct.study.run.RunFolder;
import ihct.study.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Runs and studies side by side. Results with the same settings but for the seed share a row.
 *
 * @param differing names of the settings in which rows differ, as in results.jsonl
 * @param common the other settings by name
 * @param rows in the order of the folders, and of their results
 * @param notes what a reader must know besides, mostly nothing
 */
public record RunComparison(
    List<String> differing, Map<String, JsonNode> common, List<Row> rows, List<String> notes) {

  private static final String PLAN = "plan";
  private static final String SHA = "dataSha256";
  private static final String NONE = Rounded.NONE;

  /** What decides a result, beside the options; all else that is on record follows from it. */
  private static final List<String> SETTINGS =
      List.of(
          "data",
          SHA,
          "labels",
          "minPerGenre",
          "maxPerGenre",
          "features",
          "split",
          "tree",
          "linkage",
          "distance",
          "schedule",
          "version",
          "java",
          "backend",
          "blasCore");

  /** Figures by their names in results.jsonl. */
  private static final Map<String, ToDoubleFunction<RunRecord>> FIGURES = figures();

  private static Map<String, ToDoubleFunction<RunRecord>> figures() {
    Map<String, ToDoubleFunction<Scores>> scores = new LinkedHashMap<>();
    scores.put("top1", Scores::top1);
    scores.put("top5", Scores::top5);
    scores.put("top10", Scores::top10);
    scores.put("anyGenre", Scores::anyGenre);
    scores.put("macroF1", Scores::macroF1);
    scores.put("logLoss", Scores::logLoss);
    Map<String, ToDoubleFunction<RunRecord>> all = new LinkedHashMap<>();
    scores.forEach((name, of) -> all.put(name, record -> of.applyAsDouble(record.scores())));
    all.put("trainSeconds", record -> record.training().trainSeconds());
    return all;
  }

  /**
   * Results of one model by one way to train, under each of its seeds.
   *
   * @param runs the folders, as they were named
   * @param model the model's name; in a study the arm with its tree
   * @param settings those that differ between rows, by name; options as far as the model heeds them
   * @param seeds each once
   * @param means the figures by their names in results.jsonl, mean over the seeds
   * @param top1Deviation standard deviation of top-1 over the seeds (n − 1); null of one seed
   */
  public record Row(
      List<String> runs,
      String model,
      Map<String, JsonNode> settings,
      List<Long> seeds,
      Map<String, Double> means,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double top1Deviation) {

    private static Row of(Kind kind, List<Result> results, List<String> differing) {
      Map<String, JsonNode> settings = new LinkedHashMap<>();
      differing.stream()
          .filter(kind.settings()::containsKey)
          .forEach(name -> settings.put(name, kind.settings().get(name)));
      Map<String, Double> means = new LinkedHashMap<>();
      FIGURES.forEach(
          (name, figure) ->
              means.put(
                  name,
                  results.stream()
                      .mapToDouble(result -> figure.applyAsDouble(result.record()))
                      .average()
                      .orElseThrow()));
      double mean = means.get("top1");
      double squares =
          results.stream().mapToDouble(r -> Math.pow(r.record().scores().top1() - mean, 2)).sum();
      return new Row(
          results.stream().map(Result::run).distinct().toList(),
          kind.model(),
          settings,
          results.stream().map(Result::seed).toList(),
          means,
          results.size() < 2 ? null : Math.sqrt(squares / (results.size() - 1)));
    }
  }

  /** What results in a row have in common; those that have a seed in common stand apart. */
  private record Kind(String model, Map<String, JsonNode> settings, int repetition) {}

  private record Result(String run, RunRecord record) {

    long seed() {
      return record.study() == null ? record.conditions().seed() : record.study().seed();
    }

    Map<String, JsonNode> settings() {
      ObjectNode fields = Json.tree(record.conditions());
      Map<String, JsonNode> settings = new LinkedHashMap<>();
      settings.put(PLAN, Json.value(record.study() == null ? null : record.study().plan()));
      SETTINGS.forEach(name -> settings.put(name, fields.get(name))); // null if nothing is known
      Json.tree(record.heeded()).properties().stream()
          .filter(option -> !option.getKey().equals("seed"))
          .forEach(option -> settings.put(option.getKey(), option.getValue()));
      return settings;
    }
  }

  /**
   * Sets the results of some folders side by side.
   *
   * @param folders what {@code run --out} or {@code study --out} named, or those of notebooks, each
   *     once
   * @return all their results
   * @throws IllegalArgumentException if some hold no results; the message names all of them, and
   *     what to do
   * @throws IOException if a file cannot be read
   */
  public static RunComparison of(List<Path> folders) throws IOException {
    List<String> unfit = new ArrayList<>();
    Set<Path> seen = new LinkedHashSet<>();
    List<Result> results = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path folder : folders) {
      String reason = unfit(folder);
      if (!reason.isEmpty()) {
        unfit.add(folder + " " + reason);
      } else if (!seen.add(folder.toRealPath())) {
        unfit.add(folder + " is named twice; name each folder once");
      } else {
        List<RunRecord> records = records(folder);
        records.forEach(record -> results.add(new Result(folder.toString(), record)));
        notes.addAll(remarks(folder, records));
        if (records.isEmpty()) {
          unfit.add(folder + " holds no result yet; go on with it by --resume, or leave it out");
        }
      }
    }
    if (!unfit.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", unfit) + ".");
    }
    return of(results, notes);
  }

  private static String unfit(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return (Files.exists(folder) ? "is a file" : "does not exist")
          + "; name a folder that run or study wrote";
    }
    if (!files(folder).isEmpty()) {
      return "";
    }
    try (Stream<Path> content = Files.list(folder)) {
      List<String> below = new ArrayList<>();
      for (Path file : content.filter(Files::isDirectory).sorted().toList()) {
        if (!files(file).isEmpty()) {
          below.add(file.toString());
        }
      }
      return "holds no %s; %s"
          .formatted(
              ResultFile.NAME,
              below.isEmpty()
                  ? "leave it out, or name a folder that run or study wrote"
                  : "name the folders in it: " + String.join(" ", below));
    }
  }

  /** Those of a run, of a study, and of parts of a study. */
  private static List<ResultFile> files(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("results(-\\d+-of-\\d+)?\\.jsonl"))
          .sorted()
          .map(name -> new ResultFile(folder, name))
          .toList();
    }
  }

  /** Those of a study by their names: it keeps them as they were done, on however many machines. */
  private static List<RunRecord> records(Path folder) throws IOException {
    return Files.exists(folder.resolve(StudyStore.PLAN))
        ? StudyStore.open(folder).results().stream()
            .sorted(
                comparing((RunRecord record) -> record.study().data())
                    .thenComparing(RunRecord::model))
            .toList()
        : new ResultFile(folder).read();
  }

  private static List<String> remarks(Path folder, List<RunRecord> records) throws IOException {
    List<String> remarks = new ArrayList<>();
    for (ResultFile file : files(folder)) {
      remarks.addAll(file.remarks());
    }
    Path run = folder.resolve(RunFolder.SETTINGS);
    if (Files.exists(run)) {
      Set<String> there = records.stream().map(RunRecord::model).collect(Collectors.toSet());
      List<String> missing = models(run).stream().filter(model -> !there.contains(model)).toList();
      if (!missing.isEmpty()) {
        remarks.add("%s: no result yet of %s.".formatted(folder, String.join(", ", missing)));
      }
    }
    return remarks;
  }

  /** What a run was to train. */
  private static List<String> models(Path run) throws IOException {
    try {
      return texts(Json.node(TextFile.read(run)).path("settings").path("models"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is damaged: %s Take it away, or leave its folder out."
              .formatted(run, JsonWords.reason(e)),
          e);
    }
  }

  private static RunComparison of(List<Result> results, List<String> notes) {
    Map<Kind, Map<Long, Result>> kinds = new LinkedHashMap<>();
    for (Result result : results) {
      Map<String, JsonNode> settings = result.settings();
      int repetition = 0;
      while (kinds
              .computeIfAbsent(
                  new Kind(result.record().model(), settings, repetition), k -> new TreeMap<>())
              .putIfAbsent(result.seed(), result)
          != null) {
        repetition++;
      }
    }
    Set<String> names = new LinkedHashSet<>();
    kinds.keySet().forEach(kind -> names.addAll(kind.settings().keySet()));
    Map<String, JsonNode> common = new LinkedHashMap<>();
    List<String> differing = new ArrayList<>();
    for (String name : names) {
      List<JsonNode> values =
          kinds.keySet().stream()
              .map(kind -> kind.settings().get(name))
              .filter(Objects::nonNull) // a model that does not heed it
              .distinct()
              .toList();
      if (values.size() > 1) {
        differing.add(name);
      } else if (!values.isEmpty()) {
        common.put(name, values.get(0));
      }
    }
    List<String> all = new ArrayList<>(notes);
    if (differing.contains(SHA) || differing.contains("split")) {
      all.add(
          "These results are of different songs (%s): compare rows of the same alone."
              .formatted(
                  Stream.of("data", SHA, "split")
                      .filter(differing::contains)
                      .collect(Collectors.joining(", "))));
    }
    if (kinds.keySet().stream().anyMatch(kind -> kind.repetition() > 0)) {
      all.add("Results with the same settings and the same seed stand in rows of their own.");
    }
    List<Row> rows = new ArrayList<>();
    kinds.forEach((kind, of) -> rows.add(Row.of(kind, List.copyOf(of.values()), differing)));
    return new RunComparison(List.copyOf(differing), common, List.copyOf(rows), List.copyOf(all));
  }

  private Rows table() {
    JsonNode features = rows.get(0).settings().getOrDefault("features", common.get("features"));
    Words words = Words.of(texts(features));
    List<String> percent =
        List.of("top-1 %", "top-5 %", "top-10 %", words.in("any genre %"), "macro-F1 %");
    List<String> header = new ArrayList<>(List.of("run"));
    header.addAll(differing);
    header.addAll(List.of("model", "seeds"));
    header.addAll(percent);
    header.add(1 + header.indexOf("top-1 %"), "±");
    header.addAll(List.of("log loss", "train s"));
    Rows table =
        Rows.of(header.toArray(String[]::new))
            .format("%.2f", percent.toArray(String[]::new))
            .format("%.2f", "±")
            .format("%.3f", "log loss")
            .format("%.1f", "train s");
    for (Row row : rows) {
      List<Object> cells = new ArrayList<>(List.of(String.join(", ", row.runs())));
      differing.forEach(name -> cells.add(cell(name, row.settings().get(name))));
      cells.add(row.model());
      cells.add(row.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
      row.means()
          .forEach(
              (name, mean) -> {
                cells.add(header.get(cells.size()).endsWith("%") ? 100 * mean : mean);
                if (name.equals("top1")) {
                  cells.add(row.top1Deviation() == null ? null : 100 * row.top1Deviation());
                }
              });
      table.row(cells.toArray());
    }
    return table.withoutConstant(
        rows.stream().allMatch(row -> row.top1Deviation() == null)
            ? new String[] {"seeds", "±"}
            : new String[] {"seeds"});
  }

  /** Of a list what not all rows have, which is why it stands here. */
  private String cell(String name, JsonNode value) {
    if (value == null || value.isNull()) {
      return NONE;
    }
    if (value.isArray()) {
      List<String> own = new ArrayList<>(texts(value));
      rows.stream()
          .map(row -> texts(row.settings().get(name)))
          .reduce(RunComparison::both)
          .ifPresent(own::removeAll);
      return own.isEmpty() ? NONE : "+ " + String.join(", ", own);
    }
    return name.equals(SHA) ? value.asText().replaceFirst("(?<=^.{8}).*", "") : value.asText();
  }

  private static List<String> both(List<String> a, Collection<String> b) {
    return a.stream().filter(b::contains).toList();
  }

  private static List<String> texts(JsonNode list) {
    return list == null
        ? List.of()
        : StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** {@return the comparison as lines of plain text} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>(table().toString().lines().toList());
    if (differing.isEmpty()) {
      lines.add("No setting differs.");
    }
    lines.addAll(notes);
    return lines;
  }

  /** {@return the comparison for a program, as JSON} */
  public String json() throws IOException {
    return Json.pretty(this);
  }

  /** {@return the comparison as a page that needs no network} */
  public String page() {
    HtmlPage page = new HtmlPage("IHCT runs");
    notes.forEach(page::notice);
    page.section("Settings that differ, and scores on the test part").table(table());
    page.draw(
        Charts.bars(
                PlotAxis.of("top-1 accuracy", "%"),
                rows.stream().map(this::label).toList(),
                rows.stream().mapToDouble(row -> 100 * row.means().get("top1")).toArray(),
                new double[0],
                new double[0])
            .titled("Accuracy on the test part"));
    Map<String, String> shared = new LinkedHashMap<>();
    common.forEach(
        (name, value) ->
            shared.put(
                name,
                value.isNull()
                    ? NONE
                    : value.isArray() ? String.join(", ", texts(value)) : value.asText()));
    return page.section("Settings that all share").fields(shared).toString();
  }

  private String label(Row row) {
    return row.model() + ", " + String.join(", ", row.runs());
  }

  @Override
  public String toString() {
    return String.join("\n", lines());
  }
}
