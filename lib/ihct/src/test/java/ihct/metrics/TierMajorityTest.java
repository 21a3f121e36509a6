package ihct.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.hierarchy.Ihct;
import org.junit.jupiter.api.Test;

class TierMajorityTest {

  /** Classes 0, 1, 2 are one cluster of the first tier, 3 the other. */
  private static final Ihct TREE = Ihct.ofTiers(new int[][] {{0, 0, 0, 1}, {0, 1, 2, 3}});

  @Test
  void theTrainingPartDecidesAndTheTestPartJudges() {
    int[] train = {0, 0, 1, 2, 3};
    int[] test = {0, 1, 1, 2, 3, 3, 3, 3};
    assertArrayEquals(new double[] {0.5, 0.125}, TierMajority.of(TREE, train, test));
  }

  @Test
  void aTierHasAMajorityOfItsOwn() {
    int[] train = {0, 1, 2, 3, 3};
    int[] test = {0, 1, 2, 3};
    assertArrayEquals(new double[] {0.75, 0.25}, TierMajority.of(TREE, train, test));
  }

  @Test
  void ofEquallyFrequentClustersTheFirstIsTaken() {
    assertArrayEquals(
        new double[] {1, 0}, TierMajority.of(TREE, new int[] {1, 2, 3, 3}, new int[] {1, 2}));
  }

  @Test
  void noTestRowsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> TierMajority.of(TREE, new int[] {0}, new int[0]));
  }
}
