package ihct.nn.gpu;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.List;

/**
 * A kernel that is to be started.
 *
 * @param kernel its name
 * @param function the driver's handle of it
 * @param arguments {@link Long}, {@link Integer} and {@link Float}
 */
record Launch(
    String kernel, long function, int blocksX, int blocksY, int threads, List<Object> arguments) {

  /** The driver's CUDA_KERNEL_NODE_PARAMS, as of CUDA 10. */
  private static final int NODE_BYTES = 56;

  private static final int GRID = 8;
  private static final int BLOCK = 20;
  private static final int PARAMETERS = 40;

  /** More than any kernel has. */
  private static final int MOST_ARGUMENTS = 32;

  /**
   * Memory in which the driver is told of one launch after the other; it copies what it is told.
   */
  static final class Slots {

    private final Memory arguments = new Memory((long) Long.BYTES * MOST_ARGUMENTS);
    private final Memory pointers = new Memory((long) Native.POINTER_SIZE * MOST_ARGUMENTS);
    private final Memory node = new Memory(NODE_BYTES);

    Slots() {
      for (int i = 0; i < MOST_ARGUMENTS; i++) {
        pointers.setPointer((long) Native.POINTER_SIZE * i, arguments.share((long) Long.BYTES * i));
      }
    }

    /** Pointers to the arguments. */
    Pointer arguments(Launch launch) {
      for (int i = 0; i < launch.arguments.size(); i++) {
        long at = (long) Long.BYTES * i;
        Object argument = launch.arguments.get(i);
        if (argument instanceof Long number) {
          arguments.setLong(at, number);
        } else if (argument instanceof Integer number) {
          arguments.setInt(at, number);
        } else {
          arguments.setFloat(at, (Float) argument);
        }
      }
      return pointers;
    }

    /** What describes a node of a graph. */
    Pointer node(Launch launch) {
      node.clear();
      node.setLong(0, launch.function);
      node.write(GRID, new int[] {launch.blocksX, launch.blocksY, 1}, 0, 3);
      node.write(BLOCK, new int[] {launch.threads, 1, 1}, 0, 3);
      node.setPointer(PARAMETERS, arguments(launch));
      return node;
    }
  }

  /** Starts it. */
  void start(Slots slots) {
    CudaDevice.check(
        kernel,
        CudaDriver.cuLaunchKernel(
            function, blocksX, blocksY, 1, threads, 1, 1, 0, 0, slots.arguments(this), null));
  }
}
