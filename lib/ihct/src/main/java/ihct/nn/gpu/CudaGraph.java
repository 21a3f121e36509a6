package ihct.nn.gpu;

import com.sun.jna.Pointer;
import java.util.List;

/**
 * Kernels that the driver starts one after the other at a single call, with other arguments each
 * time. A small batch is computed faster than its kernels are started one by one.
 */
final class CudaGraph implements AutoCloseable {

  /** Fewer are started one by one. */
  static final int LEAST = 4;

  private final long graph;
  private final long executable;
  private final long[] nodes;
  private final Launch[] last;

  /** Makes one of these launches, in their order. */
  CudaGraph(List<Launch> launches, Launch.Slots slots) {
    long[] handle = new long[1];
    CudaDevice.check("cuGraphCreate", CudaDriver.cuGraphCreate(handle, 0));
    graph = handle[0];
    nodes = new long[launches.size()];
    last = launches.toArray(Launch[]::new);
    for (int i = 0; i < nodes.length; i++) {
      long[] before = i == 0 ? null : new long[] {nodes[i - 1]};
      Pointer parameters = slots.node(last[i]);
      CudaDevice.check(
          last[i].kernel(),
          CudaDriver.cuGraphAddKernelNode(handle, graph, before, i == 0 ? 0 : 1, parameters));
      nodes[i] = handle[0];
    }
    CudaDevice.check(
        "cuGraphInstantiate", CudaDriver.cuGraphInstantiate(handle, graph, null, null, 0));
    executable = handle[0];
  }

  /**
   * Starts launches of the same kernels.
   *
   * @param launches as many as there were, of the same kernels in the same order
   */
  void start(List<Launch> launches, Launch.Slots slots) {
    for (int i = 0; i < nodes.length; i++) {
      Launch launch = launches.get(i);
      if (!launch.equals(last[i])) {
        CudaDevice.check(
            launch.kernel(),
            CudaDriver.cuGraphExecKernelNodeSetParams(executable, nodes[i], slots.node(launch)));
        last[i] = launch;
      }
    }
    CudaDevice.check("cuGraphLaunch", CudaDriver.cuGraphLaunch(executable, 0));
  }

  @Override
  public void close() {
    CudaDevice.check("cuGraphExecDestroy", CudaDriver.cuGraphExecDestroy(executable));
    CudaDevice.check("cuGraphDestroy", CudaDriver.cuGraphDestroy(graph));
  }
}
