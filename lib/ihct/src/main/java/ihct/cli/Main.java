package ihct.cli;

import ihct.models.Kinds;
import ihct.models.Option;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.DuplicateOptionAnnotationsException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where the program starts. */
public final class Main {

  /** Done. */
  static final int SUCCESS = 0;

  /** The program failed; the user cannot mend it. */
  static final int FAULT = 1;

  /** The user asked for something that cannot be done as asked. */
  static final int MISUSE = 2;

  /** Picocli lets others take their place without a word. */
  private static final Set<String> STANDARD = Set.of("--help", "--version");

  private static final String CLASH =
      "A jar's model has an option %s, and so has this program. Rename it, or take the jar away.";

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    main(args, List.of());
  }

  /**
   * The same with other commands besides, which take the places of those that they are called as.
   */
  public static void main(String[] args, List<? extends Callable<Integer>> others) {
    // Numbers are written alike everywhere: results are read by programs, and by people elsewhere.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    System.exit(
        run(
            args,
            new FileOutputStream(FileDescriptor.out),
            new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
            others));
  }

  private static int execute(ParseResult parsed, RootCommand root) {
    List<CommandLine> asked = parsed.asCommandLineList();
    CommandLine command = asked.get(asked.size() - 1);
    try {
      int code = dispatch(parsed, command, root);
      command.getOut().flush();
      return code;
    } catch (ResultStream.LostException | Error e) { // picocli looks at exceptions of commands only
      return ErrorText.failure(e, command, root);
    }
  }

  private static int dispatch(ParseResult parsed, CommandLine command, RootCommand root) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    try {
      if (!isDoctor(parsed)) {
        root.requireDevice();
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, e.getMessage(), e);
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** The doctor says itself what is wrong with a device, among the rest. */
  private static boolean isDoctor(ParseResult parsed) {
    return parsed.hasSubcommand()
        && parsed.subcommand().commandSpec().userObject() instanceof DoctorCommand;
  }

  /**
   * Runs a command: results are written as UTF-8, since genre names come from all scripts.
   *
   * @return 0 if done, 1 if the program failed, 2 if the user must change something
   */
  public static int run(String[] args, OutputStream out, PrintStream err) {
    return run(args, out, err, List.of());
  }

  private static int run(
      String[] args, OutputStream out, PrintStream err, List<? extends Callable<Integer>> others) {
    RootCommand root = new RootCommand(err);
    CommandLine line;
    try {
      for (Option<?> option : Kinds.options()) { // of guests' jars, too
        if (STANDARD.contains(option.toString())) {
          return refused(CLASH.formatted(option), err);
        }
      }
      line = new CommandLine(root);
    } catch (DuplicateOptionAnnotationsException e) {
      String clash = e.getMessage().replaceFirst("[^']*'([^']*)'.*", "$1");
      return refused(CLASH.formatted(clash), err);
    } catch (IllegalArgumentException e) {
      return refused(e.getMessage(), err);
    }
    for (Callable<Integer> other : others) {
      CommandLine command = new CommandLine(other);
      line.getCommandSpec().removeSubcommand(command.getCommandName());
      line.addSubcommand(command);
    }
    line.setOut(new PrintWriter(new ResultStream(out), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
    line.setUsageHelpAutoWidth(true);
    // Otherwise a misspelt option after --data FILE… would be taken for a file.
    line.setUnmatchedOptionsAllowedAsOptionParameters(false);
    line.setParameterExceptionHandler(ErrorText::misuse);
    line.setExecutionStrategy(parsed -> execute(parsed, root));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> ErrorText.failure(failure, command, root));
    line.registerConverter(Path.class, PathText::parse);
    int code = line.execute(args);
    line.getErr().flush();
    return code;
  }

  private static int refused(String reason, PrintStream err) {
    err.println("ihct: " + reason);
    return MISUSE;
  }
}
