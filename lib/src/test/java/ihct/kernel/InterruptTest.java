package ihct.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    cells.run("import static ihct.kernel.InterruptTest.started;\nint kept = 5;");
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
    cells.run("import static ihct.kernel.InterruptTest.started;");
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(
            () -> cells.outcome("started.countDown();\n" + "ihct.kernel.InterruptTest.deaf();"));
    assertTrue(started.await(30, TimeUnit.SECONDS));
    deafStarted.await();
    cells.interrupt();
    Outcome outcome = running.get(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    heard = true;
    assertTrue(assertInstanceOf(Outcome.Interrupted.class, outcome).leftBehind().contains("."));
    assertEquals("2", cells.run("1 + 1"));
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
