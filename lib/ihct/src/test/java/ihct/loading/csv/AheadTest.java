package ihct.loading.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AheadTest {

  private static Ahead<int[]> ahead(Ahead.Source<int[]> source) {
    return new Ahead<>("test", List.of(new int[1], new int[1]), source);
  }

  private static Ahead.Source<int[]> counting(int end, Throwable failure) {
    AtomicInteger next = new AtomicInteger();
    return piece -> {
      piece[0] = next.getAndIncrement();
      if (piece[0] == end && failure instanceof IOException e) {
        throw e;
      }
      if (piece[0] == end && failure instanceof RuntimeException e) {
        throw e;
      }
      if (piece[0] == end && failure instanceof Error e) {
        throw e;
      }
      return piece[0] < end;
    };
  }

  @Test
  void piecesComeInOrderAndEndOnce() throws IOException {
    try (Ahead<int[]> ahead = ahead(counting(1000, null))) {
      for (int i = 0; i < 1000; i++) {
        assertEquals(i, ahead.next()[0]);
      }
      assertNull(ahead.next());
      assertNull(ahead.next());
    }
  }

  @Test
  void failureComesAfterThePiecesBeforeIt() throws IOException {
    for (Throwable failure :
        List.of(new IOException("a"), new IllegalStateException("b"), new AssertionError("c"))) {
      try (Ahead<int[]> ahead = ahead(counting(10, failure))) {
        for (int i = 0; i < 10; i++) {
          assertEquals(i, ahead.next()[0]);
        }
        assertSame(failure, assertThrows(failure.getClass(), ahead::next));
        assertSame(failure, assertThrows(failure.getClass(), ahead::next), "and again");
      }
    }
  }

  @Test
  void closingEndsTheThreadThoughNobodyTakes() throws IOException {
    AtomicInteger filled = new AtomicInteger();
    Ahead<int[]> ahead = ahead(piece -> filled.incrementAndGet() > 0);
    ahead.next();
    ahead.close();
    int then = filled.get();
    assertTrue(then <= 3, then + " pieces");
    ahead.close();
    assertEquals(then, filled.get());
  }

  @Test
  void whoWaitsCanBeInterrupted() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    Ahead.Source<int[]> slow =
        piece -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            return false;
          }
          return true;
        };
    try (Ahead<int[]> ahead = ahead(slow)) {
      Thread.currentThread().interrupt();
      CancellationException stop = assertThrows(CancellationException.class, ahead::next);
      assertEquals("Stopped while reading songs.", stop.getMessage());
      assertTrue(Thread.currentThread().isInterrupted(), "the flag stays set");
    } finally {
      assertTrue(Thread.interrupted(), "closing keeps the flag");
    }
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
