package ihct.models.device;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A graphics card, as its driver describes it.
 *
 * @param index its number on this machine, from 0
 * @param name such as "NVIDIA A100-SXM4-40GB"
 * @param capability its compute capability, such as "8.0"; empty if the driver does not tell
 * @param driver the driver's version, such as "535.104.05"
 */
public record Gpu(int index, String name, String capability, String driver) {

  /**
   * The capabilities that the CUDA backend (nd4j-cuda-11.6 1.0.0-M2.1) holds machine code for. It
   * holds none that a driver could translate for others.
   */
  private static final List<String> COMPILED =
      List.of("3.7", "5.0", "5.2", "6.0", "6.1", "7.0", "7.5", "8.0", "8.6");

  /** What runs CUDA 11, as any 11.x driver runs all of 11 (minor version compatibility). */
  private static final String OLDEST_DRIVER = "450.80.02";

  private static final Pattern CAPABILITY = Pattern.compile("(\\d+)\\.(\\d+)");

  /**
   * Tells whether the backend holds code that runs on this card: code for its own capability, or
   * for a lower one with the same first number.
   *
   * @return also true if the capability is unknown; the backend will tell then
   */
  public boolean hasCode() {
    OptionalInt major = part(capability, 1);
    OptionalInt minor = part(capability, 2);
    return major.isEmpty()
        || COMPILED.stream()
            .anyMatch(
                code ->
                    part(code, 1).equals(major) && part(code, 2).getAsInt() <= minor.getAsInt());
  }

  /** Whether the driver is new enough for the backend, which it is from 450.80.02 on. */
  public boolean hasDriver() {
    int[] own = numbers(driver);
    int[] oldest = numbers(OLDEST_DRIVER);
    for (int i = 0; i < oldest.length; i++) {
      int part = i < own.length ? own[i] : 0;
      if (part != oldest[i]) {
        return part > oldest[i];
      }
    }
    return true;
  }

  /** Why the backend cannot compute on this card, as a sentence; empty if it can. */
  String problem() {
    if (!hasDriver()) {
      return "%s has driver %s, and CUDA 11 needs %s or newer; install a newer driver."
          .formatted(name, driver, OLDEST_DRIVER);
    }
    if (!hasCode()) {
      return "%s has compute capability %s%s, for which the CUDA 11.6 backend holds no code: it runs on 3.7 and on 5.0 to 8.9."
          .formatted(name, capability, generation());
    }
    return "";
  }

  /** The name under which cards of this capability are known, where it is too new or too old. */
  private String generation() {
    int major = part(capability, 1).orElseThrow();
    return switch (major) {
      case 3 -> " (Kepler)";
      case 9 -> " (Hopper)";
      case 10, 11, 12 -> " (Blackwell)";
      default -> "";
    };
  }

  private static OptionalInt part(String capability, int group) {
    Matcher matcher = CAPABILITY.matcher(capability);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(group)))
        : OptionalInt.empty();
  }

  private static int[] numbers(String version) {
    return Pattern.compile("\\d+")
        .matcher(version)
        .results()
        .mapToInt(number -> Integer.parseInt(number.group()))
        .toArray();
  }

  @Override
  public String toString() {
    return "%s (compute capability %s, driver %s)"
        .formatted(name, capability.isEmpty() ? "unknown" : capability, driver);
  }
}
