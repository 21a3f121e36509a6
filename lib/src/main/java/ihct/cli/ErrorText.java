package ihct.cli;

import ihct.experiment.UnwritableException;
import ihct.experiment.UserErrors;
import ihct.models.Backend;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into a line for the user and an exit code. */
final class ErrorText {

  private static final double GIB = 1 << 30;

  private ErrorText() {}

  /** The command line itself is wrong. */
  static int misuse(ParameterException problem, String[] args) {
    CommandLine command = problem.getCommandLine();
    String message = PlainText.of(problem.getMessage().replaceAll("\\s*\\R\\s*", " ").strip());
    command
        .getErr()
        .printf(
            "%s: %s%s See %s --help.%n",
            command.getCommandSpec().qualifiedName(),
            message.endsWith(".") ? message : message + ".",
            help(problem),
            command.getCommandSpec().qualifiedName());
    return Main.MISUSE;
  }

  private static String help(ParameterException problem) {
    Set<String> commands = problem.getCommandLine().getSubcommands().keySet();
    if (!commands.isEmpty()) {
      return " Commands are " + String.join(", ", commands) + ".";
    }
    if (problem instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return " Did you mean " + unmatched.getSuggestions().get(0) + "?";
    }
    return "";
  }

  /** The command was understood and could not be done. */
  static int failure(Exception failure, CommandLine command, RootCommand root) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError error) {
        return outOfMemory(error, command, root);
      }
    }
    boolean debug = root.debug();
    PrintWriter err = command.getErr();
    Optional<String> explanation = UserErrors.explain(failure);
    if (debug) {
      failure.printStackTrace(err);
    }
    if (explanation.isPresent()) {
      err.printf(
          "%s: %s%n", command.getCommandSpec().qualifiedName(), PlainText.of(explanation.get()));
      return failure instanceof UnwritableException ? Main.FAULT : Main.MISUSE;
    }
    err.printf(
        "%s failed, which is not your mistake: %s. %s%n",
        command.getCommandSpec().qualifiedName(),
        PlainText.of(failure.toString()),
        debug ? "" : traceFile(failure));
    return Main.FAULT;
  }

  /** Memory ran out: Java's own, or that of networks, which has a limit of its own. */
  static int outOfMemory(OutOfMemoryError error, CommandLine command, RootCommand root) {
    // JavaCPP's words for its own limit, and for that of the whole process.
    String message = String.valueOf(error.getMessage());
    boolean networks = message.contains("totalBytes") || message.contains("physicalBytes");
    double limit = (networks ? Backend.memoryLimit() : Runtime.getRuntime().maxMemory()) / GIB;
    command
        .getErr()
        .printf(
            Locale.ROOT,
            "Out of memory%s: %.1f GiB may be taken %s, and it needs more. Allow it, for instance by"
                + " IHCT_JVM_OPTIONS=%s%.0fg, or give fewer rows (--max-per-genre) or genres"
                + " (--min-per-genre).%n",
            root.stage().isEmpty() ? "" : " (" + PlainText.of(root.stage()) + ")",
            limit,
            networks ? "for networks" : "by Java's own objects",
            networks ? "-Dorg.bytedeco.javacpp.maxbytes=" : "-Xmx",
            Math.ceil(2 * limit));
    return Main.FAULT;
  }

  private static String traceFile(Exception failure) {
    try {
      Path file = Files.createTempFile("ihct-failure-", ".txt");
      try (PrintWriter trace =
          new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
        failure.printStackTrace(trace);
      }
      return "The stack trace is in " + file + "; please report it.";
    } catch (IOException e) {
      return "The stack trace could not be written (" + e.getMessage() + "); see it with --debug.";
    }
  }
}
