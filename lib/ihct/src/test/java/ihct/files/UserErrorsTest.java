package ihct.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.loading.csv.MalformedDataException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UserErrorsTest {

  private static String explained(Throwable failure) {
    return UserErrors.explain(failure).orElseThrow();
  }

  @Test
  void whatTheCallerCanMendIsExplained() {
    assertEquals("k is 0", explained(new IllegalArgumentException("k is 0")));
    assertEquals(
        "a.csv does not exist; check the path.", explained(new NoSuchFileException("a.csv")));
    assertEquals(
        "a.csv may not be read or written; check its permissions.",
        explained(new AccessDeniedException("a.csv")));
    assertEquals(
        "a.csv:3:tempo: it is odd",
        explained(new MalformedDataException(Path.of("a.csv"), 3, "tempo", "it is odd")));
  }

  @Test
  void explanationIsOneLine() {
    assertEquals("one two", explained(new IllegalArgumentException("one\n  two")));
  }

  @Test
  void faultsOfTheProgramAreNot() {
    assertTrue(UserErrors.explain(new IllegalStateException("bug")).isEmpty());
    assertTrue(UserErrors.explain(new IOException("disk full")).isEmpty());
    assertTrue(UserErrors.explain(new IllegalArgumentException()).isEmpty());
  }
}
