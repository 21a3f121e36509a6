package ihct.models.device;

import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;

/** Says what does the arithmetic, and sees that it is what the user asked for. */
public final class Backend {

  /** Names the device to compute on: cpu (also if it is not set) or gpu. */
  public static final String DEVICE = "IHCT_DEVICE";

  private static final String CUDA = "org/nd4j/linalg/jcublas/JCublasBackend.class";

  private Backend() {}

  /** The user's wish does not change while the program runs, and asking the driver takes time. */
  private static final class Asked {
    private static final Optional<String> PROBLEM = problem(System.getenv(DEVICE));
  }

  /**
   * Describes the loaded ND4J backend; the first call loads it, which takes about a second.
   *
   * @return for example "nd4j CpuBackend, OPENBLAS, 2 threads"
   * @throws NativeLibraryException if it cannot be loaded
   */
  public static String describe() {
    NativeLibrary.require();
    // The values are not all strings, so getProperty() would not find them.
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    return "nd4j %s, %s, %s threads"
        .formatted(
            Nd4j.getBackend().getClass().getSimpleName(),
            environment.getOrDefault("blas.vendor", "unknown BLAS"),
            environment.getOrDefault("omp.threads", "unknown"));
  }

  /** Bytes of memory that networks may take besides Java's own. */
  public static long memoryLimit() {
    return Pointer.maxBytes();
  }

  /**
   * Checks that networks will be computed where {@value #DEVICE} says, rather than elsewhere in
   * silence, and loads what computes them.
   *
   * @throws IllegalArgumentException if they cannot be; the message says why and what to do
   * @throws NativeLibraryException if the native library cannot be loaded; likewise
   */
  public static void require() {
    Asked.PROBLEM.ifPresent(
        problem -> {
          throw new IllegalArgumentException(problem);
        });
    NativeLibrary.require();
  }

  /**
   * The same for a device that the caller names.
   *
   * @param device "cpu" or "gpu"
   * @throws IllegalArgumentException if it cannot be used; the message says why and what to do
   */
  public static void require(String device) {
    problem(device)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
  }

  private static Optional<String> problem(String device) {
    return switch (device == null ? "" : device.strip().toLowerCase(Locale.ROOT)) {
      case "", "cpu" -> Optional.empty();
      case "gpu" -> Gpus.find().problem().or(Backend::missingCuda).or(Backend::deadCuda);
      default -> Optional.of("Device \"%s\" is unknown; it is cpu or gpu.".formatted(device));
    };
  }

  private static Optional<String> missingCuda() {
    return hasCuda()
        ? Optional.empty()
        : Optional.of(
            "This program was started without the CUDA backend. Start it by environment/ihct,"
                + " environment/run or environment/lab with IHCT_DEVICE=gpu set; they fetch it once.");
  }

  /** The card is there, but it may be forbidden, busy, or seen by nobody in this container. */
  private static Optional<String> deadCuda() {
    try {
      Nd4j.getBackend();
      return Optional.empty();
    } catch (LinkageError e) {
      return Optional.of(
          "The graphics card is there, but the CUDA backend cannot use it: see what nvidia-smi says"
              + " of its memory and mode. Or compute on the CPU: IHCT_DEVICE=cpu.");
    }
  }

  /**
   * Tells whether this program was started with the CUDA backend.
   *
   * @return true if it stands on the class path; whether it works is for {@link #require}
   */
  public static boolean hasCuda() {
    return Backend.class.getClassLoader().getResource(CUDA) != null;
  }
}
