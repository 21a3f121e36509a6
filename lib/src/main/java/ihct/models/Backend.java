package ihct.models;

import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/** Says what does the arithmetic. */
public final class Backend {

  private Backend() {}

  /**
   * Describes the loaded ND4J backend; the first call loads it, which takes about a second.
   *
   * @return for example "nd4j CpuBackend, OPENBLAS, 2 threads"
   */
  public static String describe() {
    // The values are not all strings, so getProperty() would not find them.
    Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
    return "nd4j %s, %s, %s threads"
        .formatted(
            Nd4j.getBackend().getClass().getSimpleName(),
            environment.getOrDefault("blas.vendor", "unknown BLAS"),
            environment.getOrDefault("omp.threads", "unknown"));
  }
}
