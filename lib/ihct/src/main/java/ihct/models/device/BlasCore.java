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

  private static final List<String> SSE = List.of("ssse3", "sse4_1", "sse4_2");
  private static final List<String> FMA4 = List.of("avx", "fma4");
  private static final List<String> AVX2 = List.of("avx2", "fma");
  private static final List<String> AVX512 = List.of("avx512f", "avx512bw", "avx512vl");

  /** What a processor must know, as Linux calls it, for some whose loops others die of. */
  private static final Map<String, List<String>> NEEDS =
      Map.ofEntries(
          Map.entry("core2", List.of("ssse3")),
          Map.entry("atom", List.of("ssse3")),
          Map.entry("penryn", List.of("ssse3", "sse4_1")),
          Map.entry("dunnington", List.of("ssse3", "sse4_1")),
          Map.entry("nehalem", SSE),
          Map.entry("barcelona", List.of("sse4a")),
          Map.entry("bobcat", List.of("ssse3", "sse4a")),
          Map.entry("sandybridge", List.of("avx")),
          Map.entry("bulldozer", FMA4),
          Map.entry("piledriver", List.of("avx", "fma4", "fma")),
          Map.entry("steamroller", List.of("avx", "fma4", "fma")),
          Map.entry("excavator", List.of("avx2", "fma4", "fma")),
          Map.entry("haswell", AVX2),
          Map.entry("zen", AVX2),
          Map.entry("skylakex", AVX512),
          Map.entry("cooperlake", AVX512));

  /** What was asked for here, whatever the environment says; null for nothing. */
  private static String pinned;

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
   * @param asked its name, in upper or lower case
   * @throws IllegalArgumentException if this processor cannot, OpenBLAS knows none of that name, or
   *     it has been loaded for another
   */
  public static void pin(String asked) {
    String core = asked.strip();
    pinned = core;
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

  /** What the environment asks for, but for what was asked for here. */
  static String asked(Map<String, String> environment) {
    return pinned == null ? environment.getOrDefault(VARIABLE, "") : pinned;
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
            "This processor cannot compute as \"%s\" does: it lacks %s. Name another (--blas-core, or the environment variable %s), such as %s."
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
