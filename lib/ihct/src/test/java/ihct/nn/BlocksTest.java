package ihct.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlocksTest {

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  @Test
  void everyBlockIsDoneOnceByWhateverNumberOfThreads() {
    for (int threads = 1; threads <= 5; threads++) {
      int limit = threads;
      for (int blocks = 0; blocks < 20; blocks++) {
        AtomicIntegerArray done = new AtomicIntegerArray(20);
        new Blocks(threads)
            .run(
                "testing",
                blocks,
                (block, thread) -> {
                  assertTrue(thread >= 0 && thread < limit, "thread " + thread);
                  done.incrementAndGet(block);
                });
        for (int block = 0; block < 20; block++) {
          assertEquals(block < blocks ? 1 : 0, done.get(block), "block " + block);
        }
      }
    }
  }

  @Test
  void failureOfAHelperReachesTheCaller() {
    CountDownLatch helping = new CountDownLatch(1);
    var failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                new Blocks(2)
                    .run(
                        "testing",
                        2,
                        (block, thread) -> {
                          if (thread == 1) {
                            helping.countDown();
                            throw new IllegalStateException("broken");
                          }
                          await(helping);
                        }));
    assertTrue(failure.toString().contains("broken"), failure.toString());
  }

  @Test
  void helpersBeginNothingMoreWhenTheCallerHasFailed() {
    int blocks = 200_000_000; // seconds of work if they all were begun
    CountDownLatch failing = new CountDownLatch(1);
    AtomicInteger begunByHelper = new AtomicInteger();
    assertThrows(
        IllegalStateException.class,
        () ->
            new Blocks(2)
                .run(
                    "testing",
                    blocks,
                    (block, thread) -> {
                      if (thread == 0) {
                        failing.countDown();
                        throw new IllegalStateException("broken");
                      }
                      await(failing);
                      begunByHelper.incrementAndGet();
                    }));
    assertTrue(begunByHelper.get() < blocks / 2, begunByHelper + " blocks");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void interruptedCallerBeginsNoFurtherBlockAndKeepsItsFlag() {
    AtomicInteger begun = new AtomicInteger();
    var stopped =
        assertThrows(
            CancellationException.class,
            () ->
                new Blocks(1)
                    .run(
                        "testing",
                        10,
                        (block, thread) -> {
                          begun.incrementAndGet();
                          Thread.currentThread().interrupt();
                        }));
    assertEquals("Stopped while testing.", stopped.getMessage());
    assertEquals(1, begun.get());
    assertTrue(Thread.currentThread().isInterrupted());
  }

  @Test
  void noThreadAtAllIsRefused() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Blocks(0));
    assertEquals("threads = 0; it must be at least 1.", refusal.getMessage());
  }
}
