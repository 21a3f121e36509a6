package ihct.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class HelperTest {

  @Test
  void everyStepIsTakenOnce() {
    try (Helper helper = new Helper(true, true).started()) {
      for (int count = 0; count < 2_000; count++) {
        AtomicIntegerArray taken = new AtomicIntegerArray(count);
        helper.run(
            count,
            1,
            (from, to) -> {
              for (int k = from; k < to; k++) {
                taken.incrementAndGet(k);
              }
            });
        for (int k = 0; k < count; k++) {
          assertEquals(1, taken.get(k));
        }
      }
    }
  }

  /** The second half waits for the first to wait for it, so they must run at the same time. */
  @Test
  void halvesRunAtTheSameTime() {
    try (Helper helper = new Helper(true, true).started()) {
      CountDownLatch both = new CountDownLatch(2);
      helper.run(
          2,
          1,
          (from, to) -> {
            both.countDown();
            try {
              both.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
    }
  }

  @Test
  void failureOfTheOtherHalfIsPassedOn() {
    try (Helper helper = new Helper(true, true).started()) {
      IllegalArgumentException wrong = new IllegalArgumentException("wrong");
      CountDownLatch begun = new CountDownLatch(1);
      Helper.Part part =
          (from, to) -> {
            if (from > 0) {
              begun.countDown();
              throw wrong;
            }
            try {
              begun.await(); // so that the caller does not do the other half itself
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          };
      Throwable thrown = assertThrows(IllegalStateException.class, () -> helper.run(2, 1, part));
      assertSame(wrong, thrown.getCause());
    }
  }

  @Test
  void shortLoopsAreNotHalved() {
    List<Integer> ends = new ArrayList<>();
    try (Helper helper = Helper.forItems(1_000_000)) {
      helper.run(9, 10, (from, to) -> ends.add(to));
    }
    Helper.none().run(100, 1, (from, to) -> ends.add(to));
    assertEquals(List.of(9, 100), ends);
  }

  @Test
  void theThreadEndsWhenItsHelperIsClosed() throws InterruptedException {
    Thread[] other = new Thread[1];
    CountDownLatch begun = new CountDownLatch(1);
    try (Helper helper = new Helper(true, true).started()) {
      helper.run(
          2,
          1,
          (from, to) -> {
            if (from > 0) {
              other[0] = Thread.currentThread();
              begun.countDown();
            }
            try {
              begun.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
          });
    }
    other[0].join(10_000);
    assertTrue(!other[0].isAlive());
  }
}
