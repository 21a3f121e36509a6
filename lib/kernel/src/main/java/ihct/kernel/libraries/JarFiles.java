package ihct.kernel.libraries;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds files by names in which {@code *} and {@code **} stand for others. */
public final class JarFiles {

  private JarFiles() {}

  public static List<Path> find(List<String> patterns) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String pattern : patterns) {
      List<Path> files = find(pattern);
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            "No file is called %s. Paths are seen from %s."
                .formatted(pattern, Path.of("").toAbsolutePath()));
      }
      files.forEach(JarFiles::refuseBroken);
      if (files.stream().noneMatch(JarFiles::holdsClasses)) {
        throw new IllegalArgumentException(
            ("There are no classes in %s. Files of other kinds are found as resources after"
                    + " %%classpath PATH.")
                .formatted(pattern));
      }
      found.addAll(files);
    }
    return found;
  }

  /** Folders and files of any kind, such as those that a class path has. */
  public static List<Path> named(List<String> patterns) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String pattern : patterns) {
      List<Path> paths = find(pattern);
      if (paths.isEmpty()) {
        throw new IllegalArgumentException(CodeFile.missing(pattern));
      }
      found.addAll(paths);
    }
    return found;
  }

  /** A broken jar file on the class path is the end of every later cell: the compiler fails. */
  public static void refuseBroken(Path path) {
    if (Files.isDirectory(path)) {
      return;
    }
    try (ZipFile zip = new ZipFile(path.toFile())) {
      zip.size();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s is neither a folder nor a whole jar file: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Whether a jar file has a class in it, or is a folder. */
  static boolean holdsClasses(Path jar) {
    if (Files.isDirectory(jar)) {
      return true;
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream()
          .map(ZipEntry::getName)
          .anyMatch(name -> name.endsWith(".class") && !name.endsWith("module-info.class"));
    } catch (IOException e) {
      return false; // no jar at all
    }
  }

  private static List<Path> find(String pattern) throws IOException {
    int star = pattern.indexOf('*');
    if (star < 0) {
      Path file = Path.of(pattern);
      return Files.exists(file) ? List.of(file) : List.of();
    }
    Path folder = Path.of(pattern.substring(0, pattern.lastIndexOf('/', star) + 1));
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + withFewer(pattern));
    int depth = pattern.contains("**") ? Integer.MAX_VALUE : pattern.split("/").length;
    if (!Files.isDirectory(folder.toAbsolutePath())) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return visitFile(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (matcher.matches(path)) {
              found.add(path);
            }
            return FileVisitResult.CONTINUE;
          }

          /** A link in a circle, or a folder that is closed to us: the rest counts. */
          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found.stream().sorted().toList();
  }

  /** Two asterisks stand for no folder as well, as in shells and build tools. */
  private static String withFewer(String pattern) {
    return pattern.contains("{") ? pattern : pattern.replace("**/", "{**/,}");
  }
}
