package ihct.models.device;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables that the native library reads before anyone can catch its failure: some of
 * their values end the process by a signal, or keep it waiting for ever.
 */
final class NativeSettings {

  /** More threads than any machine has cores for; some tens of thousands crash the library. */
  private static final int MOST_THREADS = 1024;

  private static final List<String> THREADS =
      List.of("OMP_NUM_THREADS", "SD_MAX_THREADS", "SD_MASTER_THREADS");

  /** One stack per thread; with larger ones the system starts no thread. */
  private static final double MOST_STACK_KIB = 1 << 20;

  private static final List<String> STACKS = List.of("OMP_STACKSIZE", "GOMP_STACKSIZE");
  private static final Pattern STACK = Pattern.compile("\\s*\\+?(\\d+)\\s*([bkmg]?)\\s*");

  private static final String AFFINITY = "GOMP_CPU_AFFINITY";
  private static final String CORES = "\\d+(-\\d+(:\\d+)?)?";
  private static final Pattern CORE_LIST =
      Pattern.compile("\\s*%s([\\s,]+%s)*[\\s,]*".formatted(CORES, CORES));

  private static final int MOST_SHOWN = 40;

  private NativeSettings() {}

  /**
   * Finds a value that the native library must not see.
   *
   * @param environment the process's variables
   * @return which, and what to set instead; empty if all will do
   */
  static Optional<String> problem(Map<String, String> environment) {
    for (String name : THREADS) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty() && !isThreads(value)) {
        return problem(name, value, "a whole number from 1 to " + MOST_THREADS);
      }
    }
    for (String name : STACKS) {
      String value = environment.getOrDefault(name, "");
      if (kib(value) > MOST_STACK_KIB) {
        return problem(name, value, "at most 1g");
      }
    }
    Optional<String> foreign = BlasCore.refuse(BlasCore.asked(environment));
    if (foreign.isPresent()) {
      return foreign;
    }
    String cores = environment.getOrDefault(AFFINITY, "");
    return cores.isBlank() || CORE_LIST.matcher(cores).matches()
        ? Optional.empty()
        : problem(AFFINITY, cores, "a list of cores such as 0-3 or 0,2");
  }

  private static boolean isThreads(String value) {
    try {
      int threads = Integer.parseInt(value);
      return threads >= 1 && threads <= MOST_THREADS;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The size in KiB; 0 for a text that the library passes over, saying so. */
  private static double kib(String value) {
    Matcher size = STACK.matcher(value.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      return 0;
    }
    double number = Double.parseDouble(size.group(1));
    return switch (size.group(2)) {
      case "b" -> number / (1 << 10);
      case "m" -> number * (1 << 10);
      case "g" -> number * (1 << 20);
      default -> number;
    };
  }

  private static Optional<String> problem(String name, String value, String allowed) {
    String shown = value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN) + "…" : value;
    return Optional.of(
        "The environment variable %s is \"%s\"; set it to %s, or unset it."
            .formatted(name, shown, allowed));
  }
}
