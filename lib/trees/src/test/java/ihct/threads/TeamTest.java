package ihct.models.forest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.stopping.Stop;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
    try (Team team = new Team(threads)) {
      for (int tasks : new int[] {0, 1, 2, 100}) {
        AtomicIntegerArray done = new AtomicIntegerArray(tasks);
        team.each(tasks, done::incrementAndGet);
        int[] times = new int[tasks];
        Arrays.setAll(times, done::get);
        int[] once = new int[tasks];
        Arrays.fill(once, 1);
        assertArrayEquals(once, times);
      }
    }
  }

  @Test
  void anInterruptOfTheCallerStopsAllAndStays() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(2);
    AtomicBoolean helperEnded = new AtomicBoolean();
    try (Team team = new Team(2)) {
      CancellationException stop =
          assertThrows(
              CancellationException.class,
              () ->
                  team.each(
                      2,
                      task -> {
                        begun.countDown();
                        try {
                          workUntilStopped(begun, caller);
                        } finally {
                          helperEnded.compareAndSet(false, Thread.currentThread() != caller);
                        }
                      }));
      assertEquals("Stopped while testing.", stop.getMessage());
    }
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
  void aCallerThatWaitsForTheOthersIsStoppedToo() throws InterruptedException {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(2);
    try (Team team = new Team(2)) {
      assertThrows(
          CancellationException.class,
          () ->
              team.each(
                  2,
                  task -> {
                    begun.countDown();
                    boolean helps = Thread.currentThread() != caller;
                    while (helps || begun.getCount() > 0) {
                      if (helps && caller.getState() == Thread.State.WAITING) {
                        caller.interrupt();
                      }
                      Stop.check("testing");
                    }
                  }));
    }
    assertTrue(Thread.interrupted(), "The flag was cleared.");
  }

  @Test
  void aFailureReachesTheCallerAndStopsTheOthers() {
    Thread caller = Thread.currentThread();
    CountDownLatch begun = new CountDownLatch(2);
    try (Team team = new Team(2)) {
      IllegalStateException failure =
          assertThrows(
              IllegalStateException.class,
              () ->
                  team.each(
                      2,
                      task -> {
                        begun.countDown();
                        while (Thread.currentThread() == caller || begun.getCount() > 0) {
                          if (Thread.currentThread() == caller && begun.getCount() == 0) {
                            throw new IllegalStateException("broken");
                          }
                        }
                        while (true) {
                          Stop.check("testing");
                        }
                      }));
      assertEquals("broken", failure.getMessage());
      assertFalse(caller.isInterrupted());
    }
  }
}
