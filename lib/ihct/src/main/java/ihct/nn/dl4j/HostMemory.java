package ihct.nn.dl4j;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.factory.Nd4jBackend;

/** Tells where the numbers of arrays lie. */
public final class HostMemory {

  private HostMemory() {}

  /** Asked once: the backend does not change. */
  private static final class Loaded {
    private static final boolean CPU = isCpu(Nd4j.getBackend());
  }

  /**
   * Tells whether arrays lie in the memory that Java can reach. Those of a graphics card do not:
   * what a pointer to them says there is not what the card has computed.
   *
   * @return true for the CPU backend
   */
  public static boolean isReachable() {
    return Loaded.CPU;
  }

  static boolean isCpu(Nd4jBackend backend) {
    return backend.getClass().getSimpleName().equals("CpuBackend");
  }
}
