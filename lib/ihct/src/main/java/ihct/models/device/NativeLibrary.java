package ihct.models.device;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;

/** Loads ND4J's native library, once, and says what to do where that fails. */
final class NativeLibrary {

  /** What lies in the cache once all is unpacked. */
  private static final long UNPACKED_MIB = 400;

  private static final int MIB = 1 << 20;

  private NativeLibrary() {}

  /** A class that could not be initialised stays so: there is one try in the life of a process. */
  private static final class Loaded {
    private static final Optional<Throwable> FAILURE = load();
  }

  /**
   * Loads the library, if it is not there yet.
   *
   * @throws IllegalArgumentException if an environment variable would crash it
   * @throws NativeLibraryException if it cannot be unpacked or loaded
   */
  static void require() {
    NativeSettings.problem(System.getenv())
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    Loaded.FAILURE.ifPresent(
        failure -> {
          throw new NativeLibraryException(explain(failure), failure);
        });
  }

  private static Optional<Throwable> load() {
    try {
      Nd4j.getBackend();
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(e);
    }
  }

  private static String explain(Throwable failure) {
    String folder;
    String reason;
    try {
      File cache = Loader.getCacheDir();
      folder = " from " + cache;
      reason = reason(cache.toPath(), failure);
    } catch (IOException e) {
      folder = "";
      reason = "there is no folder to unpack it to";
    }
    return ("ND4J's native library for %s cannot be loaded%s: %s. Name a folder with %d MiB of room"
            + " from which programs may be started: -Dorg.bytedeco.javacpp.cachedir=FOLDER in"
            + " IHCT_JVM_OPTIONS, for notebooks in IHCT_KERNEL_OPTIONS.")
        .formatted(Loader.getPlatform(), folder, reason, UNPACKED_MIB);
  }

  /** JavaCPP says nothing of a full disk, and then misses the files that it could not unpack. */
  private static String reason(Path cache, Throwable failure) {
    try {
      long free = Files.getFileStore(cache).getUsableSpace() / MIB;
      if (free < UNPACKED_MIB && unpacked(cache) < UNPACKED_MIB - free) {
        return "the disk is full, with %d MiB free".formatted(free);
      }
    } catch (IOException e) {
      return e.toString();
    }
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    return message.substring(message.lastIndexOf(": ") + 1).strip()
        + " (programs may not be started there, a file is damaged, or it is of another machine)";
  }

  private static long unpacked(Path cache) throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.mapToLong(file -> file.toFile().length()).sum() / MIB;
    }
  }
}
