package ihct.kernel.cells;

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the environment variables of IJava and JJava ask for. Their names begin with {@code IJAVA_}
 * and {@code JJAVA_}; lists of both are joined.
 *
 * @param classPath jar files and folders, asterisks standing for others: {@code …CLASSPATH}
 * @param scriptFiles files to run before the first cell: {@code …STARTUP_SCRIPTS_PATH}
 * @param scripts code to run after them: {@code …STARTUP_SCRIPT}
 * @param timeout how long a statement may take, zero for as long as it likes: {@code …TIMEOUT}
 * @param compilerOptions as for javac: {@code …COMPILER_OPTS}
 * @param mistakes what is wrong with the variables, in words
 */
public record Settings(
    List<String> classPath,
    List<String> scriptFiles,
    List<String> scripts,
    Duration timeout,
    List<String> compilerOptions,
    List<String> mistakes) {

  /** Nothing is asked for. */
  static final Settings NONE = of(Map.of());

  private static final Pattern TIME = Pattern.compile("(-?\\d{1,15})(?:\\s+([A-Za-z]+))?");

  /** Reads the environment's variables, by name. */
  public static Settings of(Map<String, String> environment) {
    List<String> mistakes = new ArrayList<>();
    return new Settings(
        parts(environment, "CLASSPATH", File.pathSeparator),
        parts(environment, "STARTUP_SCRIPTS_PATH", File.pathSeparator),
        all(environment, "STARTUP_SCRIPT").toList(),
        all(environment, "TIMEOUT")
            .map(text -> time(text.strip(), mistakes))
            .reduce(Duration.ZERO, (first, second) -> second),
        parts(environment, "COMPILER_OPTS", "\\s+"),
        mistakes);
  }

  private static Stream<String> all(Map<String, String> environment, String name) {
    return Stream.of("IJAVA_", "JJAVA_")
        .map(prefix -> environment.getOrDefault(prefix + name, ""))
        .filter(text -> !text.isBlank());
  }

  private static List<String> parts(Map<String, String> environment, String name, String between) {
    return all(environment, name)
        .flatMap(text -> Stream.of(text.strip().split(between)))
        .filter(part -> !part.isBlank())
        .toList();
  }

  /** A number of milliseconds, or of another unit. */
  private static Duration time(String text, List<String> mistakes) {
    Matcher time = TIME.matcher(text);
    try {
      if (time.matches()) {
        String unit = time.group(2) == null ? "MILLISECONDS" : time.group(2);
        long count = Math.max(0, Long.parseLong(time.group(1)));
        return Duration.of(count, TimeUnit.valueOf(unit.toUpperCase(Locale.ROOT)).toChronoUnit());
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // as below: such a unit or so long a time there is not
    }
    mistakes.add(
        "IJAVA_TIMEOUT or JJAVA_TIMEOUT is \"%s\", and not heeded: it takes milliseconds, or a number"
                .formatted(text)
            + " and a unit, such as 30 SECONDS.");
    return Duration.ZERO;
  }
}
