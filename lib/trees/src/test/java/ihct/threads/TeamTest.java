package ihct.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TeamTest {

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void everyTaskIsDoneOnce(int threads) {
    for (int tasks : new int[] {0, 1, 2, 7, 1000}) {
      AtomicIntegerArray done = new AtomicIntegerArray(tasks);
      AtomicIntegerArray busy = new AtomicIntegerArray(threads);
      new Team(threads)
          .each(
              "testing",
              tasks,
              (task, thread) -> {
                assertEquals(1, busy.incrementAndGet(thread), "two have the number " + thread);
                done.incrementAndGet(task);
                busy.decrementAndGet(thread);
              });
      for (int task = 0; task < tasks; task++) {
        assertEquals(1, done.get(task), "task " + task);
      }
    }
  }

  @Test
  void anInterruptOfTheCallerStopsAllAndStays() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(2);
    AtomicBoolean helperEnded = new AtomicBoolean();
    CancellationException stop =
        assertThrows(
            CancellationException.class,
            () ->
                new Team(2)
                    .each(
                        "waiting",
                        2,
                        (task, thread) -> {
                          begun.countDown();
                          try {
                            workUntilStopped(begun, caller);
                          } finally {
                            helperEnded.compareAndSet(false, Thread.currentThread() != caller);
                          }
                        }));
    assertEquals("Stopped while testing.", stop.getMessage());
    assertTrue(helperEnded.get(), "The helper was left behind.");
    assertTrue(caller.isInterrupted(), "The flag was cleared.");
  }

  private static void workUntilStopped(CountDownLatch begun, Thread caller) {
    while (true) {
      if (Thread.currentThread() == caller && begun.getCount() == 0) {
        caller.interrupt();
      }
      Stop.check("testing");
    }
  }

  @Test
  void aCallerThatWaitsForTheOthersIsStoppedToo() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(2);
    assertThrows(
        CancellationException.class,
        () ->
            new Team(2)
                .each(
                    "testing",
                    2,
                    (task, thread) -> {
                      begun.countDown();
                      boolean helps = Thread.currentThread() != caller;
                      while (helps || begun.getCount() > 0) {
                        if (helps && caller.getState() == Thread.State.WAITING) {
                          caller.interrupt();
                        }
                        Stop.check("testing");
                      }
                    }));
    assertTrue(Thread.interrupted(), "The flag was cleared.");
  }

  @Test
  void anInterruptedCallerBeginsNoFurtherTaskAndKeepsItsFlag() {
    AtomicInteger begun = new AtomicInteger();
    CancellationException stop =
        assertThrows(
            CancellationException.class,
            () ->
                new Team(1)
                    .each(
                        "testing",
                        10,
                        (task, thread) -> {
                          begun.incrementAndGet();
                          Thread.currentThread().interrupt();
                        }));
    assertEquals("Stopped while testing.", stop.getMessage());
    assertEquals(1, begun.get());
    assertTrue(Thread.currentThread().isInterrupted());
  }

  @Test
  void aFailureReachesTheCallerAndStopsTheOthers() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(2);
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                new Team(2)
                    .each(
                        "testing",
                        2,
                        (task, thread) -> {
                          begun.countDown();
                          await(begun);
                          if (Thread.currentThread() == caller) {
                            throw new IllegalStateException("broken");
                          }
                          while (true) {
                            Stop.check("testing");
                          }
                        }));
    assertEquals("broken", failure.getMessage());
    assertFalse(caller.isInterrupted());
  }

  /** There are tasks for hours, and none is begun after the helper's. */
  @Test
  void aFailureOfAHelperReachesTheCallerAndEndsTheList() {
    CountDownLatch helping = new CountDownLatch(1);
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                new Team(2)
                    .each(
                        "testing",
                        Integer.MAX_VALUE,
                        (task, thread) -> {
                          if (thread == 1) {
                            helping.countDown();
                            throw new IllegalStateException("broken");
                          }
                          await(helping);
                          LockSupport.parkNanos(1_000_000);
                        }));
    assertEquals("broken", failure.getMessage());
  }

  /** A flag that stays set on a thread of the pool would stop what it does next. */
  @Test
  void helpersAreLeftWithoutAFlag() throws Exception {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(2);
    List<Future<Boolean>> next = new ArrayList<>();
    assertThrows(
        IllegalStateException.class,
        () ->
            new Team(2)
                .each(
                    "testing",
                    2,
                    (task, thread) -> {
                      begun.countDown();
                      await(begun);
                      if (Thread.currentThread() == caller) {
                        for (int i = 0; i < 50; i++) {
                          next.add(ForkJoinPool.commonPool().submit(Stop::requested));
                        }
                        throw new IllegalStateException("broken");
                      }
                      while (true) {
                        Stop.check("testing");
                      }
                    }));
    for (Future<Boolean> requested : next) {
      assertFalse(requested.get());
    }
  }

  @Test
  void tasksMayShareOutTasks() {
    AtomicInteger done = new AtomicInteger();
    Team team = new Team(4);
    team.each(
        "testing",
        20,
        (task, thread) -> team.each("testing", 20, (inner, other) -> done.incrementAndGet()));
    assertEquals(400, done.get());
  }

  @Test
  void threadsThatAreBusyElsewhereAreNotWaitedFor() {
    CountDownLatch done = new CountDownLatch(1);
    int threads = ForkJoinPool.getCommonPoolParallelism();
    for (int i = 0; i < threads; i++) {
      ForkJoinPool.commonPool().execute(() -> await(done));
    }
    AtomicInteger tasks = new AtomicInteger();
    new Team(threads + 1).each("testing", 100, (task, thread) -> tasks.incrementAndGet());
    done.countDown();
    assertEquals(100, tasks.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void noThreadAtAllIsRefused() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> new Team(0));
    assertEquals("threads = 0; it must be at least 1.", refusal.getMessage());
  }
}
