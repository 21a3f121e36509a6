package ihct.kernel;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds files by names in which {@code *} and {@code **} stand for others. */
final class JarFiles {

  private JarFiles() {}

  static List<Path> find(List<String> patterns) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String pattern : patterns) {
      List<Path> files = find(pattern);
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            "No file is called %s. Paths are seen from %s."
                .formatted(pattern, Path.of("").toAbsolutePath()));
      }
      found.addAll(files);
    }
    return found;
  }

  private static List<Path> find(String pattern) throws IOException {
    int star = pattern.indexOf('*');
    if (star < 0) {
      Path file = Path.of(pattern);
      return Files.exists(file) ? List.of(file) : List.of();
    }
    Path folder = Path.of(pattern.substring(0, pattern.lastIndexOf('/', star) + 1));
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : pattern.split("/").length;
    if (!Files.isDirectory(folder.toAbsolutePath())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.filter(matcher::matches).sorted().toList();
    }
  }
}
