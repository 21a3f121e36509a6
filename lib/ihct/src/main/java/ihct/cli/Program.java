package ihct.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end, and what it printed. */
record Program(boolean succeeded, List<String> lines) {

  /**
   * Runs a program; one that is not there, fails or takes too long has not succeeded. After the
   * limit it is ended, with all that it started.
   */
  static Program run(Duration limit, String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(() -> read(process));
      boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      return new Program(ended && process.exitValue() == 0, lines.join());
    } catch (IOException e) {
      return new Program(false, List.of(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Program(false, List.of("interrupted"));
    }
  }

  private static List<String> read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
