package ihct.cli;

import ihct.files.UserErrors;
import ihct.io.UnwritableException;
import ihct.models.device.Backend;
import ihct.models.device.NativeLibraryException;
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
    String nearest =
        problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()
            ? " Did you mean " + unmatched.getSuggestions().get(0) + "?"
            : "";
    return commands.isEmpty()
        ? nearest
        : nearest + " Commands are " + String.join(", ", commands) + ".";
  }

  /** The command was understood and could not be done. */
  static int failure(Throwable failure, CommandLine command, RootCommand root) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError error) {
        return outOfMemory(error, command, root);
      }
    }
    boolean debug = root.debug();
    PrintWriter err = command.getErr();
    Optional<String> explanation =
        failure instanceof ResultStream.LostException
            ? Optional.of(failure.getMessage())
            : UserErrors.explain(failure);
    if (debug) {
      failure.printStackTrace(err);
    }
    if (explanation.isPresent()) {
      err.printf(
          "%s: %s%n", command.getCommandSpec().qualifiedName(), PlainText.of(explanation.get()));
      return isOfTheMachine(failure) ? Main.FAULT : Main.MISUSE;
    }
    err.printf(
        "%s failed, which is not your mistake: %s. %s%n",
        command.getCommandSpec().qualifiedName(),
        PlainText.of(UserErrors.oneLine(words(failure))),
        debug ? "" : traceFile(failure));
    return Main.FAULT;
  }

  private static boolean isOfTheMachine(Throwable failure) {
    return failure instanceof UnwritableException unwritable && !unwritable.isMistake()
        || failure instanceof NativeLibraryException
        || failure instanceof ResultStream.LostException;
  }

  /** What a class's own initialiser threw says more than that it threw. */
  private static String words(Throwable failure) {
    return failure instanceof ExceptionInInitializerError && failure.getCause() != null
        ? failure.getCause().toString()
        : failure.toString();
  }

  /** Memory ran out: Java's own, or that of networks, which has a limit of its own. */
  private static int outOfMemory(OutOfMemoryError error, CommandLine command, RootCommand root) {
    command
        .getErr()
        .printf(
            "Out of memory%s: %s%n",
            root.stage().isEmpty() ? "" : " (" + PlainText.of(root.stage()) + ")",
            wayOut(String.valueOf(error.getMessage())));
    return Main.FAULT;
  }

  /** Tells by Java's and JavaCPP's words which memory it was that ran out. */
  private static String wayOut(String message) {
    double heap = Runtime.getRuntime().maxMemory() / GIB;
    if (message.contains("native thread")) {
      return "the system starts no more threads for this user. Allow more (ulimit -u, or the limit of"
          + " the container), or end other programs.";
    }
    if (message.contains("Metaspace") || message.contains("class space")) {
      return "no room is left for Java's classes. Allow it, for instance by"
          + " IHCT_JVM_OPTIONS=-XX:MaxMetaspaceSize=1g.";
    }
    if (message.contains("direct buffer")) {
      return memory(heap, "by Java's buffers", "-XX:MaxDirectMemorySize=");
    }
    return message.contains("totalBytes") || message.contains("physicalBytes")
        ? memory(Backend.memoryLimit() / GIB, "for networks", "-Dorg.bytedeco.javacpp.maxbytes=")
        : memory(heap, "by Java's own objects", "-Xmx");
  }

  private static String memory(double limit, String what, String option) {
    return String.format(
        Locale.ROOT,
        "%.1f GiB may be taken %s, and it needs more. Allow it, for instance by"
            + " IHCT_JVM_OPTIONS=%s%.0fg, or give fewer rows (--max-per-genre) or genres"
            + " (--min-per-genre).",
        limit,
        what,
        option,
        Math.ceil(2 * limit));
  }

  private static String traceFile(Throwable failure) {
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
