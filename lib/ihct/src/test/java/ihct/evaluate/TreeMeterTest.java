package ihct.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.hierarchy.Ihct;
import ihct.linkage.Dendrogram;
import ihct.linkage.Merge;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeMeterTest {

  /** Classes 0 and 1 are kin, 2 and 3 are; tiers of 2 and 4 clusters. */
  private static final Ihct TIERS = Ihct.ofTiers(new int[][] {{0, 0, 1, 1}, {0, 1, 2, 3}});

  private static final Dendrogram MERGES =
      Dendrogram.of(List.of(new Merge(0, 1, 1, 2), new Merge(2, 3, 1, 2), new Merge(4, 5, 2, 4)));

  private static final ReadingTree TREE = new ReadingTree("oak", TIERS, Optional.of(MERGES));

  /** Another opinion: 0 and 2 are kin, twice. */
  private static final ReadingTree ELM =
      new ReadingTree(
          "elm",
          Ihct.ofTiers(new int[][] {{0, 1, 0, 1}, {0, 1, 0, 2}, {0, 1, 2, 3}}),
          Optional.empty());

  /** The likeliest class is alone; its rivals are kin. */
  private static final float[] SPLIT = {0.4f, 0, 0.3f, 0.3f};

  private static Outcomes outcomes(String... judges) {
    return new Outcomes(
        Measure.of("oak", TIERS.schedule(), List.of(judges)), new long[] {7}, new int[] {2});
  }

  private static void choose(TreeMeter meter, float[] probabilities, int truth) throws IOException {
    meter.new Reader().choose(probabilities, 0, truth).add();
  }

  private static Outcomes score(TreeMeter meter, float[] probabilities, int... ranked)
      throws IOException {
    Outcomes outcomes = outcomes("oak");
    meter.chosen();
    meter.new Reader().score(probabilities, 0, 2, ranked, outcomes, 0).add();
    return outcomes;
  }

  @Test
  void sumsAndLikeliestAnswersDiffer() throws IOException {
    Outcomes outcomes = score(new TreeMeter(TREE, List.of(TREE)), SPLIT, 0, 2, 3);
    assertEquals(0, outcomes.mean("oak.argmax@2"), "0 is in the other cluster");
    assertEquals(1, outcomes.mean("oak.sum@2"), "0.6 against 0.4");
    assertEquals(0, outcomes.mean("oak.sum@4"));
    assertEquals(2, outcomes.mean("oak.distance@1"));
    assertEquals((2 + 0 + 1) / 3.0, outcomes.mean("oak.distance@5"), 1e-6);
  }

  @Test
  void lambdaIsTheOneThatBringsAnswersNearestWithoutLosingAccuracy() throws IOException {
    TreeMeter meter = new TreeMeter(TREE, List.of(TREE));
    // 2 is right: with enough weight of the tree the answer moves from 0 to 2, and accuracy rises
    choose(meter, SPLIT, 2);
    Outcomes outcomes = score(meter, SPLIT, 0, 2, 3);
    assertEquals(1, outcomes.mean("oak.cost.top1"));
    assertEquals(0, outcomes.mean("oak.cost.distance.oak"));
    // 0 is right: any weight that moves the answer would lose it
    TreeMeter other = new TreeMeter(TREE, List.of(TREE));
    choose(other, SPLIT, 0);
    assertEquals(0, score(other, SPLIT, 0, 2, 3).mean("oak.cost.top1"));
  }

  @Test
  void thresholdSaysMostWhileThreeInFiveAreRight() throws IOException {
    TreeMeter meter = new TreeMeter(TREE, List.of(TREE));
    // one is right as a class, one only as a pair or more, one only as the root
    choose(meter, new float[] {0.9f, 0.1f, 0, 0}, 0);
    choose(meter, new float[] {0.5f, 0.4f, 0.1f, 0}, 1);
    choose(meter, new float[] {0.36f, 0.16f, 0.28f, 0.2f}, 3);
    Outcomes outcomes = score(meter, new float[] {0.05f, 0.05f, 0.6f, 0.3f}, 2, 3);
    // above 0.5, so that the second answers with the pair; below 0.6, which says 2 bits here
    assertEquals(2, outcomes.mean("oak.hedged.bits"));
    assertEquals(1, outcomes.mean("oak.hedged.right"));
    assertEquals(0.505, meter.scores(outcomes).threshold(), 1e-9);
  }

  @Test
  void everyJudgeMeasuresTheSameAnswerInATreeOfItsOwn() throws IOException {
    TreeMeter meter = new TreeMeter(TREE, List.of(ELM, TREE));
    Outcomes outcomes = outcomes("elm", "oak");
    // λ stays 0, so the answer is 0; 2 is right
    meter.new Reader().score(SPLIT, 0, 2, new int[] {0, 2, 3}, outcomes, 0).add();
    assertEquals(1, outcomes.mean("oak.cost.distance.elm"), "kin there");
    assertEquals(2, outcomes.mean("oak.cost.distance.oak"), "they meet at the root");
    assertEquals(0, outcomes.mean("oak.cost.top1"));
    // places after the judges' are where their names say
    assertEquals(1, outcomes.mean("oak.hedged.right"), "the root holds all");
    assertEquals(1, meter.scores(outcomes).costDistance(), "the first judge's");
    Outcomes unanswered = outcomes("elm", "oak");
    TreeMeter other = new TreeMeter(TREE, List.of(ELM, TREE));
    other.new Reader().score(new float[4], 0, 2, new int[0], unanswered, 0).add();
    assertEquals(3, unanswered.mean("oak.cost.distance.elm"), "the height of its root");
    assertEquals(2, unanswered.mean("oak.cost.distance.oak"));
    assertEquals(0, unanswered.mean("oak.hedged.right"));
  }

  @Test
  void noAnswerIsWrongByAnyRule() throws IOException {
    TreeMeter meter = new TreeMeter(TREE, List.of(TREE));
    choose(meter, new float[4], 2);
    Outcomes outcomes = score(meter, new float[4]);
    for (String measure : outcomes.measures()) {
      boolean distance = measure.contains("distance");
      assertEquals(distance ? 2 : 0, outcomes.mean(measure), measure);
    }
  }
}
