package ihct.nn.gpu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A driver that computes on the CPU what a graphics card would, in place of NVIDIA's. */
public final class StandIn {

  /** What is tested. */
  public static final Path KERNELS = Path.of("lib/ihct/src/main/resources/ihct/nn/gpu/kernels.cu");

  private static final Path SOURCE = Path.of("lib/ihct/src/test/native/stand_in.cpp");
  private static final Path FOLDER = Path.of("target", "stand-in");

  private static CudaDevice device;

  private StandIn() {}

  /** The card of this process. */
  public static synchronized CudaDevice device() {
    if (device == null) {
      System.setProperty("ihct.cuda", library(KERNELS, FOLDER).toString());
      device = CudaDevice.open();
    }
    return device;
  }

  /** A card with other kernels; it takes the place of the usual one until {@link #reset}. */
  public static synchronized CudaDevice device(Path kernels, Path folder) {
    CudaDriver.load(library(kernels, folder).toString());
    return CudaDevice.open();
  }

  /** Brings the usual card back. */
  public static void reset() {
    CudaDriver.load(System.getProperty("ihct.cuda"));
  }

  /** Runs something where there is no driver. */
  public static synchronized void hidden(Runnable test) {
    String before = System.getProperty("ihct.cuda");
    System.setProperty("ihct.cuda", "/nowhere/" + CudaDriver.LIBRARY);
    CudaDevice.isLoaded = false;
    try {
      test.run();
    } finally {
      CudaDevice.isLoaded = device != null;
      if (before == null) {
        System.clearProperty("ihct.cuda");
      } else {
        System.setProperty("ihct.cuda", before);
      }
    }
  }

  /** Compiles the driver; skips the test where nothing compiles it. */
  private static Path library(Path kernels, Path folder) {
    Path library = folder.toAbsolutePath().resolve(CudaDriver.LIBRARY);
    List<String> command =
        List.of(
            "g++",
            "-std=c++17",
            "-O2",
            "-U_FORTIFY_SOURCE", // it takes a fibre's jump for an overwritten stack
            "-DKERNELS=\"" + kernels.toAbsolutePath() + "\"",
            "-fvisibility=hidden",
            "-fno-gnu-unique",
            "-shared",
            "-fPIC",
            "-o",
            library.toString(),
            SOURCE.toString());
    try {
      Files.createDirectories(folder);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String told = new String(process.getInputStream().readAllBytes());
      if (process.waitFor() != 0) {
        throw new AssertionError(told);
      }
    } catch (IOException e) {
      assumeTrue(false, "There is no g++ to compile the driver that stands in: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return library;
  }
}
