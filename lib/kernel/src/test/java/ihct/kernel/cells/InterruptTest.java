package ihct.kernel.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.kernel.stop.CellThread;
import ihct.kernel.stop.Stopper;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class InterruptTest {

  /** The promise is one second; other tests on the same machine may take their share. */
  private static final long LONGEST_MILLIS = 2000;

  /** Cells run in this machine, so that they can say when they are under way. */
  public static volatile CountDownLatch started;

  private final Cells cells = new Cells();

  @AfterEach
  void close() {
    cells.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { }",
        "for (;;) { try { Thread.sleep(100); } catch (InterruptedException e) { } }",
        "Thread.sleep(100_000);",
        "synchronized (started) { started.wait(); }",
        "new ArrayBlockingQueue<String>(1).take();",
        "new ServerSocketHolder().accept();",
        "try { while (true) { } } catch (Exception e) { }",
        "var t = new Thread(() -> { while (true) { } }); t.start(); t.join();",
        "Executors.newFixedThreadPool(2).submit(() -> { while (true) { } }).get();",
        "CompletableFuture.runAsync(() -> { while (true) { } }).join();",
        "IntStream.range(0, 9).parallel().map(i -> { while (i >= 0) { } return i; }).sum();",
      })
  void cellStops(String code) throws Exception {
    started = new CountDownLatch(1);
    cells.run("import static ihct.kernel.cells.InterruptTest.started;\nint kept = 5;");
    cells.run(
        "class ServerSocketHolder { void accept() throws Exception {"
            + " try (var c = java.nio.channels.ServerSocketChannel.open()) {"
            + " c.bind(new InetSocketAddress(\"127.0.0.1\", 0)); c.accept(); } } }");
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(() -> cells.outcome("started.countDown();\n" + code));
    assertTrue(started.await(30, TimeUnit.SECONDS));
    long start = System.nanoTime();
    cells.interrupt();
    Outcome outcome = running.get(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertInstanceOf(Outcome.Interrupted.class, outcome);
    assertEquals("", ((Outcome.Interrupted) outcome).leftBehind());
    assertTrue(millis < LONGEST_MILLIS, millis + " ms");
    assertEquals("6", cells.run("kept + 1"));
    awaitNoThreadInCell();
  }

  private static void awaitNoThreadInCell() {
    long end = System.nanoTime() + 5_000_000_000L;
    while (threadsInCells() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertEquals(0, threadsInCells());
  }

  private static long threadsInCells() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack -> {
              for (StackTraceElement frame : stack) {
                if (frame.getClassName().startsWith("REPL.")) {
                  return true;
                }
              }
              return false;
            })
        .count();
  }

  @Test
  void whatCannotBeStoppedIsLeftAndNamed() throws Exception {
    started = new CountDownLatch(1);
    cells.run("import static ihct.kernel.cells.InterruptTest.started;");
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(
            () ->
                cells.outcome(
                    "started.countDown();\n" + "ihct.kernel.cells.InterruptTest.deaf();"));
    assertTrue(started.await(30, TimeUnit.SECONDS));
    deafStarted.await();
    cells.interrupt();
    Outcome outcome = running.get(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    heard = true;
    assertTrue(assertInstanceOf(Outcome.Interrupted.class, outcome).leftBehind().contains("."));
    assertEquals("2", cells.run("1 + 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Endless()",
        "new Endless();\nnew Endless()\n1",
        "List.of(new Endless())",
        "Map.of(1, new Endless())",
      })
  void resultThatIsBeingShownStops(String code) throws Exception {
    started = new CountDownLatch(1);
    cells.run(
        "import static ihct.kernel.cells.InterruptTest.started;\nclass Endless { public String toString()"
            + " { started.countDown(); while (true) { } } }");
    Outcome.Interrupted outcome = stopped(code);
    assertEquals("", outcome.leftBehind());
    assertEquals("3", cells.run("1 + 2"));
    awaitNoThreadInCell();
  }

  @Test
  void resultOfALibraryThatListensToNothingIsLeft() throws Exception {
    started = new CountDownLatch(1);
    cells.run("import static ihct.kernel.cells.InterruptTest.started;");
    Outcome.Interrupted outcome = stopped("new ihct.kernel.cells.InterruptTest.Mute()");
    muteHeard = true;
    assertTrue(outcome.leftBehind().contains("."), outcome.leftBehind());
    assertEquals("3", cells.run("1 + 2"));
  }

  private static volatile boolean muteHeard;

  /** A value of a library that never becomes a text. */
  public static final class Mute {
    @Override
    public String toString() {
      started.countDown();
      while (!muteHeard) {
        Thread.onSpinWait();
      }
      return "";
    }
  }

  /** Runs a cell, stops it once it has said that it is under way, and returns how it ended. */
  private Outcome.Interrupted stopped(String code) throws Exception {
    CompletableFuture<Outcome> running = CompletableFuture.supplyAsync(() -> cells.outcome(code));
    assertTrue(started.await(30, TimeUnit.SECONDS));
    cells.interrupt();
    return assertInstanceOf(
        Outcome.Interrupted.class, running.get(LONGEST_MILLIS, TimeUnit.MILLISECONDS));
  }

  @Test
  void variablesThatWereNotSetAreNamedWithWhatTheCodeSays() throws Exception {
    started = new CountDownLatch(1);
    cells.run("import static ihct.kernel.cells.InterruptTest.started;\nString old = \"old\";");
    cells.run(
        "int learn() { started.countDown(); try { Thread.sleep(100_000); } catch"
            + " (InterruptedException e) { throw new CancellationException(\"Ask study.\"); }"
            + " return 1; }");
    Outcome.Interrupted outcome =
        stopped(
            "int before = 1;\nint net = learn();\nvar curve = List.of(net);\nint more = 1, score = 2;\nint bare;\n"
                + "old = \"new\";\nfor (int i = 0; i < 2; i++) { int inner = i; }\nint f() { return 1; }");
    assertEquals(List.of("net", "curve", "more", "score", "old"), outcome.notSet());
    assertEquals("Ask study.", outcome.words());
    String report = String.join("\n", Failures.of(outcome).report());
    assertTrue(report.contains("Not set: net, curve, more, score, old."), report);
    assertTrue(report.contains("Ask study."), report);
    assertEquals("1old", cells.run("before + old"));
  }

  @Test
  void ofManyVariablesThatWereNotSetSomeAreNamed() throws Exception {
    started = new CountDownLatch(1);
    cells.run("import static ihct.kernel.cells.InterruptTest.started;");
    String more =
        IntStream.range(0, 40).mapToObj(i -> "\nint v" + i + " = 1;").collect(Collectors.joining());
    Outcome.Interrupted outcome = stopped("{ started.countDown(); Thread.sleep(100_000); }" + more);
    String report = String.join("\n", Failures.of(outcome).report());
    assertTrue(report.contains("Not set: v0, v1,"), report);
    assertTrue(report.contains("v19, …. Run"), report);
  }

  @Test
  void wordsOfAnExceptionThatNeverEndStop() throws Exception {
    started = new CountDownLatch(1);
    cells.run(
        "import static ihct.kernel.cells.InterruptTest.started;\nclass Mute extends RuntimeException {"
            + " public String getMessage() { started.countDown(); while (true) { } } }");
    stopped("throw new Mute();");
    assertEquals("3", cells.run("1 + 2"));
  }

  @Test
  void threadThatCameWhileTheCellWasBeingStoppedRunsNoOther() throws Throwable {
    CellThread thread = new CellThread(getClass().getClassLoader());
    Stopper stopper = new Stopper(thread);
    stopper.begin();
    stopper.stop();
    Object stopped = thread.run(Thread::currentThread);
    stopper.end();
    stopper.begin();
    assertNotSame(stopped, thread.run(Thread::currentThread));
    stopper.end();
    thread.retire();
  }

  @Test
  void sessionThatIsClosedStopsNoCellOfAnother() throws Exception {
    try (Cells other = new Cells()) {
      other.run("int kept = 2;");
      started = new CountDownLatch(1);
      cells.run("import static ihct.kernel.cells.InterruptTest.started;");
      stopped("started.countDown();\nThread.sleep(100_000);");
      cells.close();
      other.run("for (long end = System.nanoTime() + 200_000_000; System.nanoTime() < end; ) { }");
      assertEquals("2", other.run("kept"));
    }
  }

  @Test
  void whatWasSetIsNotNamed() throws Exception {
    started = new CountDownLatch(1);
    cells.run("import static ihct.kernel.cells.InterruptTest.started;");
    cells.run(
        "int best() { started.countDown(); try { Thread.sleep(100_000); } catch"
            + " (InterruptedException e) { } return 5; }");
    assertEquals(List.of("later"), stopped("int best = best();\nint later = 1;").notSet());
    assertEquals("5", cells.run("best"));
  }

  @Test
  void libraryIsUsableAfterAStopWhileItsClassWasInitialised() throws Exception {
    started = new CountDownLatch(1);
    cells.run("import static ihct.kernel.cells.InterruptTest.*;");
    cells.run("initializer = () -> { started.countDown(); while (!finishes) { } };");
    stopped("Late.INTERRUPTED;");
    finishes = true;
    assertEquals("false", cells.run("Late.INTERRUPTED"));
  }

  /**
   * What a library does when its class is initialised; set by a cell, so that it can be stopped.
   */
  public static volatile Runnable initializer;

  public static volatile boolean finishes;

  /** A library's class that is initialised when it is first asked. */
  public static final class Late {

    public static final boolean INTERRUPTED;

    static {
      initializer.run();
      INTERRUPTED = Thread.currentThread().isInterrupted();
    }

    private Late() {}
  }

  private static final CountDownLatch deafStarted = new CountDownLatch(1);
  private static volatile boolean heard;

  /** A library's call that listens to no interrupt. */
  public static void deaf() {
    deafStarted.countDown();
    while (!heard) {
      Thread.onSpinWait();
    }
  }
}
