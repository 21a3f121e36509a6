package ihct.study.plan;

import ihct.models.EpochResult;
import ihct.models.GenreClassifier;
import ihct.models.Kind;
import ihct.models.Kinds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.mix.ClassifierMixture;
import ihct.study.fold.TrainedModel;
import ihct.study.fold.Trainer;
import ihct.study.run.StudyPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Trains the arms of a plan on one fold. Models that a later arm is made of are kept; what a
 * resumed study finds missing of them is trained again, and comes out the same.
 */
public final class PlanModels {

  /** Members of an ensemble differ in the seed alone, by numbers that no plan comes near. */
  private static final long BETWEEN_MEMBERS = 1_000_003;

  private final Plan plan;
  private final PlanFold fold;
  private final Map<String, TrainingOptions> tuned;
  private final Set<Cell> needed = new HashSet<>();
  private final Map<Cell, Fitted> kept = new HashMap<>();

  /**
   * A trained model of an arm.
   *
   * @param trained the model
   * @param options how it was trained; of a mixture the seed alone
   * @param weights of a mixture's members
   * @param shares how much of a guess each of these is mixed with
   */
  public record Fitted(
      TrainedModel trained, TrainingOptions options, List<Double> weights, List<Double> shares) {

    GenreClassifier model() {
      return trained.model();
    }
  }

  /**
   * Prepares for a fold.
   *
   * @param tuned by arm and tree, what tuning chose
   */
  public PlanModels(Plan plan, PlanFold fold, Map<String, TrainingOptions> tuned) {
    this.plan = plan;
    this.fold = fold;
    this.tuned = tuned;
    for (Cell cell : fold.cells()) {
      needed.addAll(plan.madeOf(cell));
    }
  }

  public Fitted fit(Cell cell) throws IOException {
    Fitted earlier = kept.get(cell);
    if (earlier != null) {
      return earlier;
    }
    PlanArm arm = plan.arms().get(cell.arm());
    long start = System.nanoTime();
    Fitted fitted;
    if (arm.model() != null) {
      fitted = single(cell, options(cell.arm(), cell.tree()), cell.seed());
    } else if (arm.ensemble() != null) {
      fitted = ensemble(cell, arm, start);
    } else {
      fitted = mixture(cell, start);
    }
    if (needed.contains(cell)) {
      kept.put(cell, fitted);
    }
    return fitted;
  }

  /** The arm's options, with what tuning chose. */
  private TrainingOptions options(String arm, String tree) {
    return options(plan, arm, tree, tuned);
  }

  private static TrainingOptions options(
      Plan plan, String arm, String tree, Map<String, TrainingOptions> tuned) {
    return tuned
        .getOrDefault(StudyPart.label(arm, tree), TrainingOptions.paper())
        .over(plan.arms().get(arm).train());
  }

  /**
   * Tells how a training of a plan goes.
   *
   * @param tuned by arm and tree, what tuning chose on its data
   * @return all options, as results tell them; empty for a mixture, which has none but its seed
   */
  public static Optional<TrainingOptions> planned(
      Plan plan, Cell cell, Map<String, TrainingOptions> tuned) {
    PlanArm arm = plan.arms().get(cell.arm());
    String single = arm.ensemble() == null ? cell.arm() : arm.ensemble();
    String model = plan.arms().get(single).model();
    return model == null
        ? Optional.empty()
        : Optional.of(
            options(plan, single, cell.tree(), tuned)
                .withSeed(cell.seed())
                .complete(Kinds.of(model).options()));
  }

  private TrainingOptions planned(String arm) {
    return plan.arms().get(arm).train();
  }

  /** Trains a model with other options than the arm's, as tuning does. */
  public Fitted tryOut(Cell cell, TrainingOptions candidate) throws IOException {
    return single(cell, candidate.over(planned(cell.arm())), cell.seed());
  }

  private Fitted single(Cell cell, TrainingOptions options, long seed) throws IOException {
    Kind kind = Kinds.of(plan.arms().get(modelArm(cell.arm())).model());
    Training training = fold.fold().training(fold.tree(cell.tree()).ihct(), options.withSeed(seed));
    return new Fitted(
        Trainer.train(kind, training).finished(),
        options.withSeed(seed).complete(kind.options()),
        List.of(),
        List.of());
  }

  private String modelArm(String arm) {
    String of = plan.arms().get(arm).ensemble();
    return of == null ? arm : of;
  }

  private Fitted ensemble(Cell cell, PlanArm arm, long start) throws IOException {
    Fitted first = fit(plan.madeOf(cell).get(0));
    List<GenreClassifier> members = new ArrayList<>(List.of(first.model()));
    TrainingOptions options = options(arm.ensemble(), cell.tree());
    for (int member = 1; member < arm.members(); member++) {
      members.add(single(cell, options, cell.seed() + member * BETWEEN_MEMBERS).model());
    }
    return new Fitted(
        made("ensemble", ClassifierMixture.mean(members), first.trained().curve(), start),
        first.options(),
        List.of(),
        List.of());
  }

  private Fitted mixture(Cell cell, long start) throws IOException {
    List<GenreClassifier> members = new ArrayList<>();
    for (Cell part : plan.madeOf(cell)) {
      members.add(fit(part).model());
    }
    ClassifierMixture mixture = ClassifierMixture.fit(members, fold.fold().validation());
    return new Fitted(
        made("mixture", mixture, List.of(), start),
        TrainingOptions.paper().withSeed(cell.seed()),
        list(mixture.weights()),
        list(mixture.shares()));
  }

  private static TrainedModel made(
      String name, ClassifierMixture model, List<EpochResult> curve, long start) {
    return new TrainedModel(name, model, model.parameters(), curve, Trainer.since(start), false);
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
