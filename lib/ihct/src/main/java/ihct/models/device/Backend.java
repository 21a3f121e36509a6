package ihct.models.device;

import ihct.nn.gpu.CudaDevice;
import ihct.nn.gpu.GpuTrial;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.factory.Nd4j;

/** Says what does the arithmetic, and sees that it is what the user asked for. */
public final class Backend {

  /** Names the device to compute on: cpu (also if it is not set) or gpu. */
  public static final String DEVICE = "IHCT_DEVICE";

  /** By how much of itself a loss may differ whose sums are added in another order. */
  private static final double WELL = 1e-4;

  private static String wanted = System.getenv(DEVICE);
  private static CudaDevice card;

  private Backend() {}

  /**
   * Describes what computes networks; the first call loads it, which takes about a second.
   *
   * @return for example "nd4j CpuBackend, OPENBLAS, 2 threads"
   * @throws NativeLibraryException if it cannot be loaded
   */
  public static String describe() {
    NativeLibrary.require();
    // The values are not all strings, so getProperty() would not find them.
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    String processor =
        "nd4j %s, %s, %s threads"
            .formatted(
                Nd4j.getBackend().getClass().getSimpleName(),
                environment.getOrDefault("blas.vendor", "unknown BLAS"),
                environment.getOrDefault("omp.threads", "unknown"));
    return card().map(gpu -> processor + "; " + gpu.facts()).orElse(processor);
  }

  /** Bytes of memory that networks may take besides Java's own. */
  public static long memoryLimit() {
    return Pointer.maxBytes();
  }

  /**
   * Checks that networks will be computed where the user wants it, rather than elsewhere in
   * silence, and loads what computes them.
   *
   * @throws IllegalArgumentException if they cannot be; the message says why and what to do
   * @throws NativeLibraryException if the native library cannot be loaded; likewise
   */
  public static void require() {
    card();
    NativeLibrary.require();
  }

  /**
   * Chooses where networks are computed from now on, in place of what {@value #DEVICE} says.
   *
   * @param device "cpu" or "gpu"
   * @throws IllegalArgumentException if it cannot be used; the message says why and what to do
   */
  public static synchronized void use(String device) {
    wanted = device;
    card();
  }

  /**
   * The graphics card that computes networks.
   *
   * @return empty if the processor does
   * @throws IllegalArgumentException if one is wanted and cannot be used; the message says why
   */
  public static synchronized Optional<CudaDevice> card() {
    return switch (wanted == null ? "" : wanted.strip().toLowerCase(Locale.ROOT)) {
      case "", "cpu" -> Optional.empty();
      case "gpu" -> {
        if (card == null) {
          card = CudaDevice.open();
        }
        yield Optional.of(card);
      }
      default ->
          throw new IllegalArgumentException(
              "Device \"%s\" is unknown; it is cpu or gpu.".formatted(wanted));
    };
  }

  /**
   * Looks for a graphics card and leaves it alone.
   *
   * @return what the driver says of it
   * @throws IllegalArgumentException if there is none that can be used; the message says why
   */
  public static String findCard() {
    return CudaDevice.look().toString();
  }

  /**
   * Lets the graphics card learn a few steps beside the processor.
   *
   * @return what came of it, such as "5 steps are those of the CPU to 1e-07"
   * @throws IllegalArgumentException if there is none that can be used, or it computes something
   *     else; the message says why
   */
  public static String tryCard() {
    use("gpu");
    double apart = GpuTrial.apart(card);
    String told = String.format(Locale.ROOT, "steps are those of the CPU to %.0e", apart);
    if (!(apart < WELL)) {
      throw new IllegalArgumentException(
          card.facts() + " computes something else than the CPU: its " + told + ".");
    }
    return told;
  }
}
