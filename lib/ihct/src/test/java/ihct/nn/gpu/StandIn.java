package ihct.nn.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

  /**
   * What computes on the card in a process of its own.
   *
   * @param settings of the driver, such as STAND_IN_CARDS, by name
   * @param arguments of the command line
   */
  public static ProcessBuilder process(Map<String, String> settings, String... arguments) {
    device(); // compiles the driver
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dihct.cuda=" + System.getProperty("ihct.cuda"),
                "-cp",
                System.getProperty("java.class.path"),
                "ihct.cli.Main"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--device", "gpu", "--quiet"));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(settings);
    return builder;
  }

  /** How far apart, of how far the second is from 0; both as lengths. */
  public static double apart(float[] a, float[] b) {
    assertEquals(a.length, b.length);
    double apart = 0;
    double length = 0;
    for (int i = 0; i < b.length; i++) {
      apart += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
      length += (double) b[i] * b[i];
    }
    return Math.sqrt(apart / length);
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
