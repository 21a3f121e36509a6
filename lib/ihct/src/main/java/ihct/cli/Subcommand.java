package ihct.cli;

import ihct.files.Names;
import ihct.files.RunListener;
import ihct.files.Target;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What every command has: the options of the root, and where results go. */
abstract class Subcommand implements Callable<Integer> {

  @ParentCommand RootCommand root;
  @Spec CommandSpec spec;

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Progress as it fits where it is shown. */
  protected final RunListener listener() {
    return root.listener();
  }

  /** Prints lines in which names from files may stand. */
  void print(List<String> lines) {
    lines.forEach(line -> out().println(PlainText.of(line)));
  }

  /**
   * Refuses a place where no file can be, and a file that the command reads or writes otherwise,
   * before any time is spent.
   *
   * @param option by which the file was named
   */
  static void requireNew(CommandSpec command, String option, Path file) throws IOException {
    for (ArgSpec argument : command.args()) {
      if (argument.equals(command.findOption(option))) {
        continue;
      }
      Object value = argument.getValue();
      for (Object each : value instanceof Collection<?> many ? many : Arrays.asList(value)) {
        if (each instanceof Path path) {
          Target.requireOther(option, file, path);
        } else if (each instanceof String text && isFile(text)) { // as --data names them
          Target.requireOther(option, file, Path.of(text));
        }
      }
    }
    Target.requireFile(file);
  }

  private static boolean isFile(String text) {
    return text.indexOf('\0') < 0 && Files.isRegularFile(Path.of(text));
  }

  /** What a shell offers for the value of an option. */
  abstract static class Words implements Iterable<String> {

    private final List<String> words;

    Words(Class<? extends Enum<?>> type, String... more) {
      words = Stream.concat(Names.list(type).stream(), Stream.of(more)).toList();
    }

    Words(List<String> words) {
      this.words = words;
    }

    @Override
    public Iterator<String> iterator() {
      return words.iterator();
    }
  }

  /** The options that stand on the command line by their long names, each once; no defaults. */
  static List<String> given(CommandSpec command) {
    return command.commandLine().getParseResult().matchedOptions().stream()
        .map(OptionSpec::longestName)
        .distinct()
        .toList();
  }
}
