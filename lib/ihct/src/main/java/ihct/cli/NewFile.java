package ihct.cli;

import ihct.files.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** A file that a command writes beside its work. */
final class NewFile {

  private NewFile() {}

  /**
   * Refuses a place where no file can be, and one that the command reads or writes otherwise,
   * before any time is spent.
   *
   * @param option by which the file was named
   */
  static void check(CommandSpec command, String option, Path file) throws IOException {
    for (ArgSpec argument : command.args()) {
      if (argument.equals(command.findOption(option))) {
        continue;
      }
      Object value = argument.getValue();
      for (Object each : value instanceof Collection<?> many ? many : Arrays.asList(value)) {
        if (each instanceof Path path) {
          requireOther(option, file, path);
          requireOutside(option, file, path);
        } else if (each instanceof String text && text.indexOf('\0') < 0) {
          requireOther(option, file, Path.of(text));
        }
      }
    }
    Target.requireFile(file);
  }

  private static void requireOther(String option, Path file, Path other) throws IOException {
    boolean same =
        Files.exists(file) && Files.exists(other)
            ? Files.isSameFile(file, other)
            : file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    if (same) {
      throw new IllegalArgumentException(
          "%s would replace %s, which the command line names otherwise, too; name another file."
              .formatted(option, other));
    }
  }

  private static void requireOutside(String option, Path file, Path folder) throws IOException {
    if (Files.exists(file)
        && Files.isDirectory(folder)
        && file.toRealPath().startsWith(folder.toRealPath())) {
      throw new IllegalArgumentException(
          "%s would replace %s, a file of %s; name another one.".formatted(option, file, folder));
    }
  }
}
