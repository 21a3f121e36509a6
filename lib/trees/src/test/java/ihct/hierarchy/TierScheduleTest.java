package ihct.hierarchy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.tries.Property;
import ihct.tries.Range;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TierScheduleTest {

  private static String refusal(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  @Test
  void powersOfTwoScheduleOf5238EndsWith4096Then5238() {
    assertEquals(
        List.of(2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 5238),
        TierSchedule.powersOfTwo(5238).clusters());
  }

  @Test
  void halvingScheduleOf5238EndsWith2619Then5238() {
    assertEquals(
        List.of(2, 3, 6, 11, 21, 41, 82, 164, 328, 655, 1310, 2619, 5238),
        TierSchedule.halving(5238).clusters());
  }

  @Test
  void aPowerOfTwoHasNoTierTwice() {
    assertEquals(List.of(2, 4, 8), TierSchedule.powersOfTwo(8).clusters());
    assertEquals(List.of(2, 4, 8), TierSchedule.halving(8).clusters());
  }

  @Test
  void oneAndTwoClassesHaveOneTier() {
    for (int n = 1; n <= 2; n++) {
      for (String text : List.of("powers-of-two", "halving", "all")) {
        assertEquals(List.of(n), TierSchedule.parse(text, n).clusters());
      }
    }
  }

  @Test
  void schedulesReachTheLargestInt() {
    int n = Integer.MAX_VALUE;
    assertEquals(31, TierSchedule.powersOfTwo(n).clusters().size());
    assertEquals(n, TierSchedule.powersOfTwo(n).classes());
    assertEquals(2, TierSchedule.halving(n).clusters().get(0));
    assertEquals(n, TierSchedule.halving(n).classes());
  }

  @Property(tries = 300)
  void schedulesFollowThePapersFormulas(@Range(min = 2, max = 100_000) int n) {
    int tiers = BigInteger.valueOf(n - 1L).bitLength(); // ceil(log2 n)
    List<Integer> s1 = new ArrayList<>();
    List<Integer> s2 = new ArrayList<>();
    for (int i = 1; i <= tiers; i++) {
      s1.add(Math.min(1 << i, n));
      s2.add((int) Math.ceil(n * Math.pow(0.5, tiers - i))); // exact: a double holds n / 2^m
    }
    assertEquals(s1, TierSchedule.powersOfTwo(n).clusters());
    assertEquals(s2, TierSchedule.halving(n).clusters());
  }

  @Test
  void allTiersRunFromTwoToTheClasses() {
    assertEquals(List.of(2, 3, 4, 5), TierSchedule.all(5).clusters());
  }

  /** 3·(17.37 + 16) is less than 2·(72.4 + 16) and than 5238 + 16; 2·(17.3 + 16) for 300. */
  @Test
  void fastestTiersAreRootsOfTheClasses() {
    assertEquals(List.of(17, 302, 5238), TierSchedule.parse("fastest", 5238).clusters());
    assertEquals(List.of(17, 300), TierSchedule.fastest(300).clusters());
    assertEquals(List.of(20), TierSchedule.fastest(20).clusters()); // 36 against 2·(4.5 + 16)
    assertEquals(List.of(46, 2154, 100_000), TierSchedule.fastest(100_000).clusters());
    assertEquals(List.of(1), TierSchedule.fastest(1).clusters());
  }

  @Property(tries = 300)
  void fastestTiersCostNoMoreThanOthersOfEqualSteps(@Range(min = 1, max = 3_000_000) int n) {
    TierSchedule fastest = TierSchedule.fastest(n);
    assertEquals(n, fastest.classes());
    int tiers = fastest.clusters().size();
    for (int other = 1; other <= 3; other++) {
      assertTrue(
          tiers * (Math.pow(n, 1.0 / tiers) + 16)
              <= 1e-6 + other * (Math.pow(n, 1.0 / other) + 16));
    }
  }

  @Test
  void aListEndsWithTheClasses() {
    assertEquals(List.of(3, 6, 9, 12, 20), TierSchedule.parse("3,6, 9,12", 20).clusters());
    assertEquals(List.of(3, 6, 9, 12), TierSchedule.parse("3,6,9,12", 12).clusters());
    assertEquals(List.of(7), TierSchedule.of(List.of(), 7).clusters());
  }

  @Test
  void aTierOutsideTheClassesNamesTheRange() {
    String text =
        "A tier of %s clusters was asked for; with 10 classes it must be between 1 and 10.";
    for (String k : List.of("0", "-3", "11", "99999999999")) {
      assertEquals(text.formatted(k), refusal(() -> TierSchedule.parse(k, 10)));
    }
  }

  @Test
  void tiersThatDoNotIncreaseNameTheValue() {
    assertEquals(
        "A tier of 6 clusters was asked for after a tier of 6; tiers must increase strictly from"
            + " coarse to fine.",
        refusal(() -> TierSchedule.parse("3,6,6", 10)));
    assertEquals(
        "A tier of 2 clusters was asked for after a tier of 3; tiers must increase strictly from"
            + " coarse to fine.",
        refusal(() -> new TierSchedule(List.of(3, 2, 5))));
  }

  @Test
  void unknownTextListsWhatIsKnown() {
    for (String text : List.of("quarters", "", "3,,4", "3;4")) {
      assertEquals(
          "Tiers \""
              + text
              + "\" are not known; give powers-of-two, halving, all, fastest, or an increasing"
              + " list of cluster counts between 1 and 10 such as 3,6,9,12.",
          refusal(() -> TierSchedule.parse(text, 10)));
    }
  }

  @Test
  void noClassesAreRefused() {
    assertEquals(
        "A hierarchy of 0 classes was asked for; there must be at least 1.",
        refusal(() -> TierSchedule.halving(0)));
    assertEquals(
        "A tier schedule needs at least one tier.", refusal(() -> new TierSchedule(List.of())));
  }
}
