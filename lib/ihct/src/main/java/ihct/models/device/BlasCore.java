package ihct.models.device;

import com.sun.jna.Function;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.Loader;

/**
 * The processor for which OpenBLAS computes matrix products, such as "Haswell" or "SkylakeX". It
 * has loops of its own for each, whose sums end in other digits: networks that learn on two of them
 * answer differently.
 */
public final class BlasCore {

  /** Names it, in place of the processor that OpenBLAS finds. */
  public static final String VARIABLE = "OPENBLAS_CORETYPE";

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private static final List<String> AVX2 = List.of("avx2", "fma");
  private static final List<String> AVX512 = List.of("avx512f", "avx512bw", "avx512vl");

  /** What a processor must know, as Linux calls it, for those whose loops others die of. */
  private static final Map<String, List<String>> NEEDS =
      Map.of(
          "sandybridge", List.of("avx"),
          "haswell", AVX2,
          "zen", AVX2,
          "skylakex", AVX512,
          "cooperlake", AVX512);

  private BlasCore() {}

  /**
   * {@return its name, as OpenBLAS says it; empty where something else multiplies matrices}
   *
   * @throws NativeLibraryException if the library cannot be loaded
   */
  public static Optional<String> name() {
    NativeLibrary.require();
    return Optional.ofNullable(Loader.addressof("openblas_get_corename"))
        .map(at -> Function.getFunction(new Pointer(at.address())))
        .map(name -> name.invokeString(new Object[0], false));
  }

  /**
   * Lets OpenBLAS compute as for that processor, from its start; it must not have been loaded.
   *
   * @param core its name, in upper or lower case
   * @throws IllegalArgumentException if this processor cannot, OpenBLAS knows none of that name, or
   *     it has been loaded for another
   */
  public static void pin(String core) {
    refuse(core).ifPresent(BlasCore::refused);
    try {
      com.sun.jna.NativeLibrary.getProcess()
          .getFunction("setenv")
          .invokeInt(new Object[] {VARIABLE, core.toUpperCase(Locale.ROOT), 1});
    } catch (UnsatisfiedLinkError e) { // not of POSIX
      refused("Set the environment variable %s=%s instead.".formatted(VARIABLE, core));
    }
    String loaded = name().orElse("no OpenBLAS");
    if (!loaded.equalsIgnoreCase(core)) {
      refused(
          "OpenBLAS does not compute as for \"%s\" but as for \"%s\": it knows no such processor, or was loaded before."
              .formatted(core, loaded));
    }
  }

  private static void refused(String why) {
    throw new IllegalArgumentException(why);
  }

  /**
   * Finds out whether this processor would die of another one's loops.
   *
   * @param core the name of the other one
   * @return what is wrong; empty if nothing is known to be
   */
  static Optional<String> refuse(String core) {
    try {
      return refuse(core, flags(Files.readAllLines(PROCESSOR)));
    } catch (IOException e) { // not Linux: nothing is known
      return Optional.empty();
    }
  }

  static Optional<String> refuse(String core, Set<String> flags) {
    List<String> lacks =
        NEEDS.getOrDefault(core.strip().toLowerCase(Locale.ROOT), List.of()).stream()
            .filter(need -> !flags.isEmpty() && !flags.contains(need))
            .toList();
    return lacks.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "This processor cannot compute as \"%s\" does: it lacks %s. Take another %s, such as %s."
                .formatted(
                    core,
                    String.join(", ", lacks),
                    VARIABLE,
                    flags.containsAll(AVX2) ? "HASWELL" : "NEHALEM"));
  }

  /** What the processor knows; nothing if the file does not tell. */
  static Set<String> flags(List<String> processor) {
    return processor.stream()
        .filter(line -> line.startsWith("flags"))
        .findFirst()
        .map(
            line ->
                Set.copyOf(List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+"))))
        .orElse(Set.of());
  }
}
