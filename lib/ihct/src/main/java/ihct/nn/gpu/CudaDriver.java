package ihct.nn.gpu;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The functions of NVIDIA's driver library that are called, by their names there. All return an
 * error code, 0 for none. Addresses and handles are longs; an array of one receives a result.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cuda-driver-api/">CUDA driver API</a>
 */
final class CudaDriver {

  /** What every installed driver brings. */
  static final String LIBRARY = "libcuda.so.1";

  private CudaDriver() {}

  /**
   * Loads the driver; a second one in the same process is not to be had.
   *
   * @throws UnsatisfiedLinkError if there is none
   */
  static void load(String library) {
    Native.register(CudaDriver.class, NativeLibrary.getInstance(library));
  }

  static native int cuInit(int flags);

  static native int cuDriverGetVersion(int[] version);

  static native int cuDeviceGet(int[] device, int ordinal);

  static native int cuDeviceGetName(byte[] name, int length, int device);

  static native int cuDeviceGetAttribute(int[] value, int attribute, int device);

  static native int cuDeviceTotalMem_v2(long[] bytes, int device);

  static native int cuDevicePrimaryCtxRetain(long[] context, int device);

  static native int cuCtxSetCurrent(long context);

  static native int cuCtxSynchronize();

  static native int cuModuleLoadData(long[] module, byte[] image);

  static native int cuModuleGetFunction(long[] function, long module, String name);

  static native int cuMemAlloc_v2(long[] address, long bytes);

  static native int cuMemFree_v2(long address);

  static native int cuMemGetInfo_v2(long[] free, long[] total);

  static native int cuMemcpyHtoD_v2(long to, float[] from, long bytes);

  static native int cuMemcpyHtoD_v2(long to, int[] from, long bytes);

  static native int cuMemcpyDtoH_v2(float[] to, long from, long bytes);

  static native int cuMemsetD8_v2(long address, byte value, long bytes);

  static native int cuLaunchKernel(
      long function,
      int gridX,
      int gridY,
      int gridZ,
      int blockX,
      int blockY,
      int blockZ,
      int sharedBytes,
      long stream,
      Pointer arguments,
      Pointer extra);

  static native int cuGraphCreate(long[] graph, int flags);

  static native int cuGraphAddKernelNode(
      long[] node, long graph, long[] dependencies, long count, Pointer parameters);

  static native int cuGraphInstantiate(
      long[] executable, long graph, long[] errorNode, byte[] log, long length);

  static native int cuGraphExecKernelNodeSetParams(long executable, long node, Pointer parameters);

  static native int cuGraphLaunch(long executable, long stream);

  static native int cuGraphExecDestroy(long executable);

  static native int cuGraphDestroy(long graph);

  static native int cuGetErrorName(int error, long[] name);
}
