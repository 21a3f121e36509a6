package ihct.study.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the files that a plan names. A plan says only what they are called; they are looked for as
 * the path that the plan gives, from here and from the plan's folder, and by that name in some
 * folders and at most {@value #DEPTH} levels below.
 */
public final class SongFiles {

  private static final int DEPTH = 3;

  private final Path plan;
  private final List<Path> folders;

  public SongFiles(Path plan, List<Path> folders) {
    this.plan = plan;
    this.folders = List.copyOf(folders);
  }

  /**
   * Finds a file.
   *
   * @throws IllegalArgumentException if there is none, or there are several
   */
  public Path find(String name) throws IOException {
    for (Path file : List.of(Path.of(name), plan.resolveSibling(name))) {
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    Set<Path> found = new LinkedHashSet<>();
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try (Stream<Path> below = Files.walk(folder, DEPTH)) {
        for (Path file : below.filter(file -> file.endsWith(name)).toList()) {
          if (Files.isRegularFile(file)) {
            found.add(file.toRealPath());
          }
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "The plan's file \"%s\" %s. Name the folder in which it lies (--songs DIR)."
              .formatted(
                  name,
                  found.isEmpty()
                      ? "was not found beside it" + (folders.isEmpty() ? "" : " or in " + folders)
                      : "stands at several places: " + found));
    }
    return found.iterator().next();
  }
}
