package ihct.tries;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class PropertyTest {

  /** Arguments of the property that JUnit itself runs here. */
  private static final List<Integer> DRAWN = new ArrayList<>();

  /** Arguments of the methods below, which only tests run. */
  private final List<Integer> seen = new ArrayList<>();

  @Property(tries = 7)
  void isTriedOncePerSeed(@Range(min = -3, max = 300) int n) {
    DRAWN.add(n);
  }

  @AfterAll
  static void wasTriedOncePerSeed() {
    String wish = System.getProperty("ihct.seed");
    assertEquals(Tries.seeds(wish, 7).count(), DRAWN.size());
    if (wish == null) {
      assertEquals(List.of(-3, 300), DRAWN.subList(0, 2));
    }
  }

  void faultyBetween90And99(@Range(min = 1, max = 1000) int n, TimeUnit unit) {
    seen.add(n);
    assertEquals(false, n >= 90 && n <= 99, "a planted fault");
  }

  void faultyWithAnException(@Range(min = 0, max = 9) long n) throws IOException {
    if (n == 9) {
      throw new IOException("a planted exception");
    }
  }

  void skipped(int n) {
    throw new TestAbortedException("nothing to test here");
  }

  void all(
      int i,
      long l,
      @Range(min = -4, max = 60) int within,
      @Range(min = 5, max = 5) long one,
      @Range(min = 1e-12, max = 1e12) double d,
      @Range(min = -1, max = 1) double signed,
      TimeUnit unit) {}

  void other(int i) {}

  void others(int i) {}

  void empty(@Range(min = 2, max = 1) int n) {}

  void anyDouble(double d) {}

  private static Method method(String name) {
    return Arrays.stream(PropertyTest.class.getDeclaredMethods())
        .filter(method -> method.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private AssertionFailedError failure(String name, LongStream seeds) {
    return assertThrows(AssertionFailedError.class, () -> Tries.run(method(name), this, seeds));
  }

  @Test
  void aFaultIsFoundItsSeedToldAndTheTryOfThatSeedFindsItAgain() {
    String message = failure("faultyBetween90And99", Tries.seeds(null, 1000)).getMessage();
    Matcher told =
        Pattern.compile(
                "-Dtest="
                    + PropertyTest.class.getName()
                    + "#faultyBetween90And99 -Dihct.seed=(\\d+): ")
            .matcher(message);
    assertTrue(told.find(), message);
    int fault = seen.get(seen.size() - 1);
    assertTrue(message.startsWith("faultyBetween90And99(" + fault + ", "), message);
    assertTrue(message.contains("a planted fault ==> expected: <false> but was: <true>"), message);
    assertEquals(Long.parseLong(told.group(1)), seen.size() - 1, "the seeds before it passed");
    seen.clear();
    assertEquals(
        message, failure("faultyBetween90And99", Tries.seeds(told.group(1), 1000)).getMessage());
    assertEquals(List.of(fault), seen, "no other try ran");
  }

  @Test
  void theFailureStandsWhereItWas() {
    AssertionFailedError failure = failure("faultyWithAnException", Tries.seeds(null, 2));
    assertEquals("a planted exception", failure.getCause().getMessage());
    assertEquals("faultyWithAnException", failure.getStackTrace()[0].getMethodName());
  }

  @Test
  void aTryThatCannotBeTestedIsSkippedAndDoesNotFail() {
    assertThrows(
        TestAbortedException.class, () -> Tries.run(method("skipped"), this, Tries.seeds(null, 1)));
  }

  @Test
  void argumentsStayWithinTheirRangesAndReachTheEdges() {
    List<Object[]> tries =
        Tries.seeds(null, 2000).mapToObj(seed -> Tries.arguments(method("all"), seed)).toList();
    for (Object[] drawn : tries) {
      assertTrue((int) drawn[2] >= -4 && (int) drawn[2] <= 60, () -> "" + drawn[2]);
      assertTrue((double) drawn[4] >= 1e-12 && (double) drawn[4] <= 1e12, () -> "" + drawn[4]);
      assertTrue(Math.abs((double) drawn[5]) <= 1, () -> "" + drawn[5]);
    }
    holds(tries, 0, Integer.MIN_VALUE, Integer.MIN_VALUE + 1, -1, 0, 1, Integer.MAX_VALUE);
    holds(tries, 1, Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L, Long.MAX_VALUE);
    for (int n = -4; n <= 60; n++) {
      holds(tries, 2, n);
    }
    assertEquals(Set.of(5L), distinct(tries, 3));
    holds(tries, 4, 1e-12, 0.01, 1.0, 1e12);
    holds(tries, 5, -1.0, -0.01, 0.0, 0.01, 1.0);
    holds(tries, 6, (Object[]) TimeUnit.values());
    for (int power = -11; power < 12; power++) {
      double from = Math.pow(10, power);
      assertTrue(
          tries.stream().anyMatch(d -> (double) d[4] >= from && (double) d[4] < 10 * from),
          () -> "no number of the size of " + from);
    }
  }

  private static void holds(List<Object[]> tries, int parameter, Object... values) {
    Set<Object> drawn = distinct(tries, parameter);
    for (Object value : values) {
      assertTrue(drawn.contains(value), () -> value + " was never drawn");
    }
  }

  private static Set<Object> distinct(List<Object[]> tries, int parameter) {
    return tries.stream().map(drawn -> drawn[parameter]).collect(Collectors.toSet());
  }

  @Test
  void theFirstTwoTriesAreTheEndsOfAllRanges() {
    Object[] least = Tries.arguments(method("all"), 0);
    assertArrayEquals(
        new Object[] {Integer.MIN_VALUE, Long.MIN_VALUE, -4, 5L, 1e-12, -1.0},
        Arrays.copyOf(least, 6));
    Object[] greatest = Tries.arguments(method("all"), 1);
    assertArrayEquals(
        new Object[] {Integer.MAX_VALUE, Long.MAX_VALUE, 60, 5L, 1e12, 1.0},
        Arrays.copyOf(greatest, 6));
  }

  /** A seed that was told on one machine gives the same try on every other. */
  @Test
  void drawsNeverChange() {
    assertEquals(
        "[1290, -6121333808655920747, 16, 5, 3.3167517601847E11, 0.4806768773884895, MINUTES]",
        Arrays.toString(Tries.arguments(method("all"), 2)));
  }

  @Test
  void propertiesOfOtherNamesDrawOtherArguments() {
    assertNotEquals(
        LongStream.range(2, 12).mapToObj(s -> Tries.arguments(method("other"), s)[0]).toList(),
        LongStream.range(2, 12).mapToObj(s -> Tries.arguments(method("others"), s)[0]).toList());
  }

  @Test
  void freshSeedsAreOthersEachTime() {
    List<Long> once = Tries.seeds("fresh", 5).boxed().toList();
    assertEquals(5, once.size());
    assertNotEquals(once, Tries.seeds("fresh", 5).boxed().toList());
  }

  @Test
  void refusalsSayWhatIsAllowed() {
    assertEquals(
        "ihct.seed must be the number of a try or fresh, not new",
        refusal(() -> Tries.seeds("new", 5)));
    assertEquals("a property needs at least 1 try, not 0", refusal(() -> Tries.seeds(null, 0)));
    assertEquals("a double needs a @Range", refusal(() -> Tries.arguments(method("anyDouble"), 0)));
    assertFalse(refusal(() -> Tries.arguments(method("empty"), 0)).isEmpty());
  }

  private static String refusal(Runnable what) {
    return assertThrows(IllegalArgumentException.class, what::run).getMessage();
  }
}
