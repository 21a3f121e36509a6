package ihct.study.verdict;

import ihct.evaluate.Measure;
import ihct.evaluate.Outcomes;
import ihct.evaluate.TreeScores;
import ihct.loading.schema.Words;
import ihct.metrics.Calibration;
import ihct.metrics.Effect;
import ihct.metrics.Holm;
import ihct.study.plan.Cell;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanData;
import ihct.study.plan.Question;
import ihct.study.plan.StudyStore;
import ihct.study.run.Conditions;
import ihct.study.run.Pace;
import ihct.study.run.RunRecord;
import ihct.study.run.StudyPart;
import ihct.study.verdict.ArmResult.TreeResult;
import ihct.study.verdict.Verdict.DataFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Makes a verdict, one data set after the other: as soon as all arms have been trained on some data
 * under all seeds, the questions about them can be answered.
 */
public final class VerdictMaker {

  private static final double PERCENT = 100;

  private final Plan plan;
  private final StudyStore store;
  private final Map<String, Part> parts = new LinkedHashMap<>();

  /** What was found on some data; an answer per question that was asked of them. */
  private record Part(DataFacts facts, Map<Question, Answer> answers, List<ArmResult> arms) {}

  public VerdictMaker(Plan plan, StudyStore store) {
    this.plan = plan;
    this.store = store;
  }

  /** Answers what is asked of some data. */
  public void add(String data) throws IOException {
    List<RunRecord> records =
        store.results().stream()
            .filter(record -> record.study().data().equals(data))
            .sorted(Comparator.comparingInt(record -> plan.seeds().indexOf(record.study().seed())))
            .toList();
    Comparison comparison = new Comparison(plan, store, data);
    Map<Question, Answer> answers = new LinkedHashMap<>();
    for (Question question : plan.questions()) {
      if (question.on().contains(data)) {
        answers.put(question, answer(question, data, comparison));
      }
    }
    parts.put(
        data,
        new Part(facts(plan.data().get(data), records), answers, arms(data, records, comparison)));
  }

  /** The verdict on the data that were added; p-values are corrected for its own answers. */
  public Verdict verdict() throws IOException {
    Map<String, DataFacts> facts = new LinkedHashMap<>();
    List<ArmResult> arms = new ArrayList<>();
    parts.forEach(
        (data, part) -> {
          facts.put(data, part.facts);
          arms.addAll(part.arms);
        });
    List<Answer> answers = new ArrayList<>();
    for (Question question : plan.questions()) {
      for (String data : question.on()) {
        if (parts.containsKey(data)) {
          answers.add(parts.get(data).answers.get(question));
        }
      }
    }
    return new Verdict(
        plan.plan(),
        plan.about(),
        plan.seeds(),
        plan.resamples(),
        plan.reference(),
        store.results().stream().map(record -> record.conditions().version()).distinct().toList(),
        store.earlierPlans(),
        facts,
        corrected(answers),
        arms);
  }

  private static DataFacts facts(PlanData planned, List<RunRecord> records) {
    RunRecord first = records.get(0);
    Conditions of = first.conditions();
    long tested =
        records.stream()
            .filter(r -> r.model().equals(first.model()))
            .mapToLong(r -> r.scores().rows())
            .sum();
    return new DataFacts(
        planned.about(),
        of.data(),
        of.dataSha256(),
        of.split(),
        of.classes(),
        of.trainRows(),
        of.coarseRows() == null ? null : of.coarseRowsInAll(),
        tested,
        PERCENT * mean(records, r -> r.conditions().ceiling()),
        planned.judges(),
        planned.features().isEmpty() ? Words.SONGS : Words.of(planned.features()));
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
        StudyPart.label(question.arm(), question.tree()),
        question.measure(),
        found.firstMean(),
        StudyPart.label(question.against(), question.againstTree()),
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

  private static List<Answer> corrected(List<Answer> flat) {
    double[] adjusted = Holm.adjust(flat.stream().mapToDouble(a -> a.effect().p()).toArray());
    return IntStream.range(0, flat.size())
        .mapToObj(i -> flat.get(i).withAdjusted(adjusted[i]))
        .toList();
  }

  private List<ArmResult> arms(String data, List<RunRecord> records, Comparison comparison)
      throws IOException {
    List<ArmResult> arms = new ArrayList<>();
    String reference = plan.reference();
    String referenceTree = plan.treesOf(reference).get(0);
    boolean compared = plan.arms().get(reference).isOn(data);
    for (Cell cell : plan.cells(data, plan.seeds().get(0))) {
      List<RunRecord> own = records.stream().filter(r -> r.model().equals(cell.label())).toList();
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
      arms.add(arm(cell, own, difference, comparison));
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

  private ArmResult arm(Cell cell, List<RunRecord> own, Effect difference, Comparison comparison)
      throws IOException {
    Map<String, TreeResult> trees = new LinkedHashMap<>();
    List<Cell> seeds = own.stream().map(Cell::of).toList();
    for (String name : own.get(0).study().trees().keySet()) {
      boolean judges = name.equals(judge(cell.data(), own));
      trees.put(
          name, tree(name, own, judges ? comparison.severity(seeds, name) : Optional.empty()));
    }
    Calibration pooled = pooled(own);
    return new ArmResult(
        cell.data(),
        cell.arm(),
        cell.tree(),
        PERCENT * mean(own, r -> r.scores().top1()),
        PERCENT * mean(own, r -> r.scores().top5()),
        PERCENT * mean(own, r -> r.scores().anyGenre()),
        PERCENT * mean(own, r -> r.conditions().ceiling()),
        mean(own, r -> r.scores().macroF1()),
        mean(own, r -> told(r.reliability().scaledLogLoss())),
        mean(own, r -> told(r.reliability().brier())),
        PERCENT * mean(own, r -> told(r.reliability().calibrationError())),
        PERCENT * mean(own, r -> told(r.reliability().scaledCalibrationError())),
        PERCENT * pooled.expectedError(),
        PERCENT * pooled.chanceError(),
        difference,
        1,
        own.stream().map(r -> PERCENT * r.scores().top1()).toList(),
        own.stream().mapToDouble(r -> r.training().trainSeconds()).average().orElse(Double.NaN),
        own.get(0).training().parameters(),
        trees,
        Pace.mean(own.stream().map(RunRecord::training).toList()));
  }

  /** Of the answers to the test rows of all seeds together. */
  private Calibration pooled(List<RunRecord> own) throws IOException {
    Calibration pooled = new Calibration();
    for (RunRecord record : own) {
      Outcomes outcomes = store.outcomes(Cell.of(record), Measure.CONFIDENCE, Measure.TOP1);
      double[] confidence = outcomes.of(Measure.CONFIDENCE);
      double[] right = outcomes.of(Measure.TOP1);
      for (int row = 0; row < outcomes.rows(); row++) {
        pooled.add(confidence[row], right[row] > 0);
      }
    }
    return pooled;
  }

  /** The tree in which mistakes are judged: the first judge, or the first tree without one. */
  private String judge(String data, List<RunRecord> own) {
    List<String> judges = plan.data().get(data).judges();
    return judges.isEmpty() ? own.get(0).study().trees().keySet().iterator().next() : judges.get(0);
  }

  private static TreeResult tree(String name, List<RunRecord> own, Optional<Effect> severity) {
    TreeScores first = own.get(0).study().trees().get(name);
    ToDoubleFunction<ToDoubleFunction<TreeScores>> over =
        of -> mean(own, r -> of.applyAsDouble(r.study().trees().get(name)));
    return new TreeResult(
        first.tiers(),
        perTier(name, own, TreeScores::argmax, first.tiers().size()),
        perTier(name, own, TreeScores::summed, first.tiers().size()),
        over.applyAsDouble(TreeScores::distance1),
        over.applyAsDouble(TreeScores::distance5),
        over.applyAsDouble(TreeScores::distance20),
        severity(name, own),
        severity.map(Effect::low).orElse(null),
        severity.map(Effect::high).orElse(null),
        over.applyAsDouble(TreeScores::f1),
        over.applyAsDouble(TreeScores::lambda),
        PERCENT * over.applyAsDouble(TreeScores::costTop1),
        over.applyAsDouble(TreeScores::costDistance),
        PERCENT * over.applyAsDouble(TreeScores::hedgedRight),
        over.applyAsDouble(TreeScores::hedgedBits));
  }

  /** Over all wrong answers. */
  private static double severity(String name, List<RunRecord> records) {
    double sum = 0;
    double wrong = 0;
    for (RunRecord record : records) {
      Double ofSeed = record.study().trees().get(name).severity();
      double mistakes = record.scores().rows() * (1 - record.scores().top1());
      sum += ofSeed == null ? 0 : ofSeed * mistakes;
      wrong += ofSeed == null ? 0 : mistakes;
    }
    return sum / wrong;
  }

  private static List<Double> perTier(
      String name, List<RunRecord> own, Function<TreeScores, List<Double>> shares, int tiers) {
    return IntStream.range(0, tiers)
        .mapToObj(
            t -> PERCENT * mean(own, r -> tierOf(shares.apply(r.study().trees().get(name)), t)))
        .toList();
  }

  /** A split that loses genres can lose a tier under one seed. */
  private static double tierOf(List<Double> shares, int tier) {
    return shares.get(Math.min(tier, shares.size() - 1));
  }

  /** What no probabilities decide is no number. */
  private static double told(Double figure) {
    return figure == null ? Double.NaN : figure;
  }

  /** Over all test rows of all seeds, as the effects are. */
  private static double mean(List<RunRecord> records, ToDoubleFunction<RunRecord> of) {
    double sum = 0;
    long rows = 0;
    for (RunRecord record : records) {
      sum += of.applyAsDouble(record) * record.scores().rows();
      rows += record.scores().rows();
    }
    return sum / rows;
  }
}
