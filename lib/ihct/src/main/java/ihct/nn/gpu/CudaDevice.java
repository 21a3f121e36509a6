package ihct.nn.gpu;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An NVIDIA card, by nothing but its driver: the driver translates our kernels, which come along as
 * PTX, for whatever card there is.
 */
public final class CudaDevice implements Device {

  /** The first capability for which kernels.ptx is written: Volta, 7.0. */
  private static final int LEAST_CAPABILITY = 70;

  private static final int COMPUTE_CAPABILITY_MAJOR = 75;
  private static final int COMPUTE_CAPABILITY_MINOR = 76;
  private static final int OUT_OF_MEMORY = 2;

  private static final String INSTEAD = " Or compute on the CPU: IHCT_DEVICE=cpu.";

  /** Graphs that are kept, and launches that wait. */
  private static final int MOST_GRAPHS = 16;

  private static final int MOST_WAITING = 1000;

  static boolean isLoaded;

  private final long context;
  private final long module;
  private final Map<String, Long> kernels = new HashMap<>();

  /** The thread that the driver knows to work on this card. */
  private Thread current;

  private final Launch.Slots slots = new Launch.Slots();

  /** What is to be started before anything else is done. */
  private final List<Launch> waiting = new ArrayList<>();

  /** Those used last, by the functions that they start. */
  private final Map<List<Long>, CudaGraph> graphs = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * What the driver says of the card.
   *
   * @param name such as "NVIDIA H100 80GB HBM3"
   * @param capability compute capability, such as 9.0
   * @param cuda the newest version of CUDA that the driver knows, such as 12.4
   * @param memory bytes on the card
   */
  public record Facts(String name, String capability, String cuda, long memory) {

    @Override
    public String toString() {
      return "%s (compute capability %s, %d MiB, CUDA %s)"
          .formatted(name, capability, memory >> 20, cuda);
    }
  }

  private final Facts facts;

  private CudaDevice() {
    facts = look();
    long[] handle = new long[1];
    check("cuDevicePrimaryCtxRetain", CudaDriver.cuDevicePrimaryCtxRetain(handle, first()));
    context = handle[0];
    enter();
    check("cuModuleLoadData", CudaDriver.cuModuleLoadData(handle, ptx()));
    module = handle[0];
  }

  /**
   * Opens the first card that the driver shows.
   *
   * @throws IllegalArgumentException if there is none that can be used; the message says why
   */
  public static CudaDevice open() {
    return new CudaDevice();
  }

  /**
   * Asks the driver for the first card that it shows, and leaves that alone.
   *
   * @throws IllegalArgumentException if there is none that can be used; the message says why
   */
  public static synchronized Facts look() {
    if (!isLoaded) {
      try {
        CudaDriver.load(System.getProperty("ihct.cuda", CudaDriver.LIBRARY));
      } catch (UnsatisfiedLinkError e) {
        throw unusable(
            "No NVIDIA driver was found (%s), or one older than CUDA 10.1 (2019). Install one; a container gets the host's by docker run --gpus all."
                .formatted(CudaDriver.LIBRARY),
            e);
      }
      isLoaded = true;
    }
    check("cuInit", CudaDriver.cuInit(0));
    return facts(first());
  }

  private static int first() {
    int[] found = new int[1];
    check("cuDeviceGet", CudaDriver.cuDeviceGet(found, 0));
    return found[0];
  }

  private static IllegalArgumentException unusable(String why, Throwable cause) {
    return new IllegalArgumentException(why + INSTEAD, cause);
  }

  private static Facts facts(int device) {
    byte[] name = new byte[256];
    int[] major = new int[1];
    int[] minor = new int[1];
    int[] version = new int[1];
    long[] bytes = new long[1];
    check("cuDeviceGetName", CudaDriver.cuDeviceGetName(name, name.length, device));
    check(
        "cuDeviceGetAttribute",
        CudaDriver.cuDeviceGetAttribute(major, COMPUTE_CAPABILITY_MAJOR, device));
    check(
        "cuDeviceGetAttribute",
        CudaDriver.cuDeviceGetAttribute(minor, COMPUTE_CAPABILITY_MINOR, device));
    check("cuDriverGetVersion", CudaDriver.cuDriverGetVersion(version));
    check("cuDeviceTotalMem", CudaDriver.cuDeviceTotalMem_v2(bytes, device));
    Facts facts =
        new Facts(
            Native.toString(name),
            major[0] + "." + minor[0],
            version[0] / 1000 + "." + version[0] % 1000 / 10,
            bytes[0]);
    if (10 * major[0] + minor[0] < LEAST_CAPABILITY) {
      throw unusable(
          "%s has compute capability %s; 7.0 (Volta, 2017) or newer is needed."
              .formatted(facts.name(), facts.capability()),
          null);
    }
    return facts;
  }

  /** The kernels, as the driver takes them: text with a 0 behind it. */
  private static byte[] ptx() {
    try (InputStream in = CudaDevice.class.getResourceAsStream("kernels.ptx")) {
      byte[] text = in.readAllBytes();
      return Arrays.copyOf(text, text.length + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(String function, int error) {
    if (error != 0) {
      long[] name = new long[1];
      String told =
          CudaDriver.cuGetErrorName(error, name) == 0 && name[0] != 0
              ? new Pointer(name[0]).getString(0)
              : "error " + error;
      throw unusable(
          "The graphics card's driver refuses %s: %s. See what nvidia-smi says."
              .formatted(function, told),
          null);
    }
  }

  /** What the driver says of the card. */
  public Facts facts() {
    return facts;
  }

  /** The driver wants to be told by each thread which card it means. */
  private void enter() {
    if (Thread.currentThread() != current) {
      check("cuCtxSetCurrent", CudaDriver.cuCtxSetCurrent(context));
      current = Thread.currentThread();
    }
  }

  /** Starts what waits, so that what is done next comes behind it. */
  private void catchUp() {
    enter();
    if (waiting.isEmpty()) {
      return;
    }
    List<Launch> launches = List.copyOf(waiting);
    waiting.clear();
    if (launches.size() < CudaGraph.LEAST) {
      launches.forEach(launch -> launch.start(slots));
      return;
    }
    graphs
        .computeIfAbsent(
            launches.stream().map(Launch::function).toList(),
            functions -> new CudaGraph(launches, slots))
        .start(launches, slots);
    if (graphs.size() > MOST_GRAPHS) {
      check("cuCtxSynchronize", CudaDriver.cuCtxSynchronize());
      Iterator<CudaGraph> oldest = graphs.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
  }

  @Override
  public synchronized long allocate(long numbers) {
    catchUp();
    long[] address = new long[1];
    long bytes = Math.max(1, numbers) * Float.BYTES;
    int error = CudaDriver.cuMemAlloc_v2(address, bytes);
    if (error == OUT_OF_MEMORY) {
      throw unusable(
          "%s has too little memory: %d MiB more are needed, and %d MiB are free. Take smaller batches (--batch)."
              .formatted(facts.name(), bytes >> 20, free() >> 20),
          null);
    }
    check("cuMemAlloc", error);
    return address[0];
  }

  /** Bytes that are not taken. */
  public synchronized long free() {
    catchUp();
    long[] free = new long[1];
    check("cuMemGetInfo", CudaDriver.cuMemGetInfo_v2(free, new long[1]));
    return free[0];
  }

  @Override
  public synchronized void free(long address) {
    catchUp();
    check("cuMemFree", CudaDriver.cuMemFree_v2(address));
  }

  @Override
  public synchronized void upload(long address, float[] values, int length) {
    catchUp();
    check("cuMemcpyHtoD", CudaDriver.cuMemcpyHtoD_v2(address, values, bytes(length)));
  }

  @Override
  public synchronized void upload(long address, int[] values, int length) {
    catchUp();
    check("cuMemcpyHtoD", CudaDriver.cuMemcpyHtoD_v2(address, values, bytes(length)));
  }

  @Override
  public synchronized void download(long address, float[] values, int length) {
    catchUp();
    check("cuMemcpyDtoH", CudaDriver.cuMemcpyDtoH_v2(values, address, bytes(length)));
  }

  @Override
  public synchronized void clear(long address, long numbers) {
    catchUp();
    check("cuMemsetD8", CudaDriver.cuMemsetD8_v2(address, (byte) 0, bytes(numbers)));
  }

  private static long bytes(long numbers) {
    return numbers * Float.BYTES;
  }

  @Override
  public synchronized void launch(
      String kernel, int blocksX, int blocksY, int threads, Object... arguments) {
    enter();
    long function = kernels.computeIfAbsent(kernel, this::find);
    waiting.add(new Launch(kernel, function, blocksX, blocksY, threads, List.of(arguments)));
    if (waiting.size() == MOST_WAITING) {
      catchUp();
    }
  }

  private long find(String kernel) {
    long[] function = new long[1];
    check(kernel, CudaDriver.cuModuleGetFunction(function, module, kernel));
    return function[0];
  }
}
