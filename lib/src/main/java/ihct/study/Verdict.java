package ihct.study;

import com.fasterxml.jackson.core.JacksonException;
import ihct.metrics.Effect;
import ihct.metrics.Holm;
import ihct.study.ArmResult.TreeResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a study found.
 *
 * @param plan the plan's name
 * @param about what it was for
 * @param seeds the seeds
 * @param resamples how often groups of songs were drawn anew
 * @param reference the arm that others were compared with
 * @param version the builds that trained
 * @param data by name, what the data were
 * @param answers to the plan's questions, each on every data set it was asked of
 * @param arms every arm on every data set
 */
public record Verdict(
    String plan,
    String about,
    List<Long> seeds,
    int resamples,
    String reference,
    List<String> version,
    Map<String, DataFacts> data,
    List<Answer> answers,
    List<ArmResult> arms) {

  static final String FILE = "verdict.json";

  private static final double PERCENT = 100;

  /**
   * What some data were.
   *
   * @param about the plan's sentence
   * @param source the files' names, or what was simulated
   * @param dataSha256 fingerprint of the kept rows
   * @param split what stayed together
   * @param classes genres, under the first seed
   * @param trainRows rows trained on, under the first seed
   * @param testRows rows tested, under all seeds together
   * @param judge the tree that judged mistakes; empty for none
   */
  public record DataFacts(
      String about,
      String source,
      String dataSha256,
      String split,
      int classes,
      int trainRows,
      long testRows,
      String judge) {}

  /**
   * Reads the verdict of a study that was run to its end.
   *
   * @param folder the study's folder
   * @return the verdict
   * @throws IllegalArgumentException if the folder holds none
   * @throws IOException if it cannot be read
   */
  public static Verdict read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new IllegalArgumentException(
          folder + " holds no " + FILE + "; run the study to its end.");
    }
    try {
      return PlanFile.MAPPER.readValue(Files.readString(file), Verdict.class);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          file + " is no verdict of this version; resume the study to make it anew.", e);
    }
  }

  static Verdict of(Plan plan, StudyStore store) throws IOException {
    List<CellRecord> records = store.results();
    Map<String, DataFacts> facts = new LinkedHashMap<>();
    Answer[][] answers = new Answer[plan.questions().size()][];
    List<ArmResult> arms = new ArrayList<>();
    for (int i = 0; i < answers.length; i++) {
      answers[i] = new Answer[plan.questions().get(i).on().size()];
    }
    for (String data : plan.data().keySet()) {
      List<CellRecord> here = records.stream().filter(r -> r.data().equals(data)).toList();
      facts.put(data, facts(plan.data().get(data), here));
      Comparison comparison = new Comparison(plan, store, data);
      for (int i = 0; i < answers.length; i++) {
        Question question = plan.questions().get(i);
        int place = question.on().indexOf(data);
        if (place >= 0) {
          answers[i][place] = answer(question, data, comparison);
        }
      }
      arms.addAll(arms(plan, data, here, comparison));
    }
    return new Verdict(
        plan.plan(),
        plan.about(),
        plan.seeds(),
        plan.resamples(),
        plan.reference(),
        records.stream().map(CellRecord::version).distinct().toList(),
        facts,
        corrected(answers),
        arms);
  }

  private static DataFacts facts(PlanData planned, List<CellRecord> records) {
    CellRecord first = records.get(0);
    long tested =
        records.stream()
            .filter(r -> r.arm().equals(first.arm()) && r.tree().equals(first.tree()))
            .mapToLong(CellRecord::testRows)
            .sum();
    return new DataFacts(
        planned.about(),
        first.source(),
        first.dataSha256(),
        planned.split(),
        first.classes(),
        first.trainRows(),
        tested,
        planned.judgeTree().orElse(""));
  }

  private static Answer answer(Question question, String data, Comparison comparison)
      throws IOException {
    Comparison.Compared found =
        comparison.compare(
            new Comparison.Side(question.arm(), question.tree(), question.measure()),
            new Comparison.Side(
                question.against(), question.againstTree(), question.againstMeasure()),
            question.isRelative());
    return new Answer(
        question.ask(),
        data,
        Cell.label(question.arm(), question.tree()),
        question.measure(),
        found.firstMean(),
        Cell.label(question.against(), question.againstTree()),
        question.againstMeasure(),
        found.secondMean(),
        question.isRelative() ? "percent" : Measure.unit(question.measure()),
        found.effect(),
        found.effect().p(),
        found.seeds(),
        found.mcnemar(),
        question.target(),
        question.atMost());
  }

  private static List<Answer> corrected(Answer[][] answers) {
    List<Answer> flat = new ArrayList<>();
    for (Answer[] ofQuestion : answers) {
      flat.addAll(List.of(ofQuestion));
    }
    double[] adjusted = Holm.adjust(flat.stream().mapToDouble(a -> a.effect().p()).toArray());
    return IntStream.range(0, flat.size())
        .mapToObj(i -> flat.get(i).withAdjusted(adjusted[i]))
        .toList();
  }

  private static List<ArmResult> arms(
      Plan plan, String data, List<CellRecord> records, Comparison comparison) throws IOException {
    List<ArmResult> arms = new ArrayList<>();
    String reference = plan.reference();
    String referenceTree = plan.treesOf(reference).get(0);
    boolean compared = plan.arms().get(reference).isOn(data);
    for (Cell cell : plan.cells(data, plan.seeds().get(0))) {
      List<CellRecord> own =
          records.stream()
              .filter(r -> r.arm().equals(cell.arm()) && r.tree().equals(cell.tree()))
              .toList();
      boolean isReference = cell.arm().equals(reference) && cell.tree().equals(referenceTree);
      Effect difference = null;
      if (compared && !isReference) {
        difference =
            comparison
                .compare(
                    new Comparison.Side(cell.arm(), cell.tree(), Measure.TOP1),
                    new Comparison.Side(reference, referenceTree, Measure.TOP1),
                    false)
                .effect();
      }
      arms.add(arm(cell, own, difference));
    }
    double[] p =
        arms.stream()
            .filter(arm -> arm.difference() != null)
            .mapToDouble(arm -> arm.difference().p())
            .toArray();
    double[] adjusted = Holm.adjust(p);
    List<ArmResult> corrected = new ArrayList<>();
    int next = 0;
    for (ArmResult arm : arms) {
      corrected.add(arm.difference() == null ? arm : arm.withAdjusted(adjusted[next++]));
    }
    return corrected;
  }

  private static ArmResult arm(Cell cell, List<CellRecord> own, Effect difference) {
    Map<String, TreeResult> trees = new LinkedHashMap<>();
    own.get(0).scores().trees().keySet().forEach(name -> trees.put(name, tree(name, own)));
    return new ArmResult(
        cell.data(),
        cell.arm(),
        cell.tree(),
        PERCENT * mean(own, r -> r.scores().top1()),
        PERCENT * mean(own, r -> r.scores().top5()),
        PERCENT * mean(own, r -> r.scores().anyGenre()),
        PERCENT * mean(own, r -> r.scores().ceiling()),
        mean(own, r -> r.scores().macroF1()),
        mean(own, r -> r.scores().scaledLogLoss()),
        PERCENT * mean(own, r -> r.scores().calibrationError()),
        PERCENT * mean(own, r -> r.scores().scaledCalibrationError()),
        difference,
        1,
        own.stream().map(r -> PERCENT * r.scores().top1()).toList(),
        mean(own, CellRecord::trainSeconds),
        own.get(0).parameters(),
        trees);
  }

  private static TreeResult tree(String name, List<CellRecord> own) {
    TreeScores first = own.get(0).scores().trees().get(name);
    ToDoubleFunction<ToDoubleFunction<TreeScores>> over =
        of -> mean(own, r -> of.applyAsDouble(r.scores().trees().get(name)));
    return new TreeResult(
        first.tiers(),
        perTier(name, own, TreeScores::argmax, first.tiers().size()),
        perTier(name, own, TreeScores::summed, first.tiers().size()),
        over.applyAsDouble(TreeScores::distance1),
        over.applyAsDouble(TreeScores::distance5),
        over.applyAsDouble(TreeScores::distance20),
        over.applyAsDouble(s -> s.severity() == null ? Double.NaN : s.severity()),
        over.applyAsDouble(TreeScores::f1),
        over.applyAsDouble(TreeScores::lambda),
        PERCENT * over.applyAsDouble(TreeScores::costTop1),
        over.applyAsDouble(TreeScores::costDistance),
        PERCENT * over.applyAsDouble(TreeScores::hedgedRight),
        over.applyAsDouble(TreeScores::hedgedBits));
  }

  private static List<Double> perTier(
      String name, List<CellRecord> own, Function<TreeScores, List<Double>> shares, int tiers) {
    return IntStream.range(0, tiers)
        .mapToObj(
            t -> PERCENT * mean(own, r -> tierOf(shares.apply(r.scores().trees().get(name)), t)))
        .toList();
  }

  /** A split that loses genres can lose a tier under one seed. */
  private static double tierOf(List<Double> shares, int tier) {
    return shares.get(Math.min(tier, shares.size() - 1));
  }

  private static double mean(List<CellRecord> records, ToDoubleFunction<CellRecord> of) {
    return records.stream().mapToDouble(of).average().orElse(Double.NaN);
  }
}
