package ihct.nn.gpu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A driver that computes on the CPU what a graphics card would, in place of NVIDIA's. */
public final class StandIn {

  private static final Path SOURCE = Path.of("src/test/native/stand_in.cpp");
  private static final Path FOLDER = Path.of("target/stand-in");

  private static CudaDevice device;

  private StandIn() {}

  /** The card of this process, which is not to be closed. */
  public static synchronized CudaDevice device() {
    if (device == null) {
      System.setProperty("ihct.cuda", library().toString());
      device = CudaDevice.open();
    }
    return device;
  }

  /** Compiles the driver, with the kernels as they are; skips the test where nothing compiles it. */
  public static Path library() {
    return compiled(SOURCE, FOLDER);
  }

  static Path compiled(Path source, Path folder) {
    Path library = folder.toAbsolutePath().resolve(CudaDriver.LIBRARY);
    List<String> command =
        List.of(
            "g++",
            "-std=c++17",
            "-O2",
            "-U_FORTIFY_SOURCE", // it takes a fibre's jump for an overwritten stack
            "-shared",
            "-fPIC",
            "-o",
            library.toString(),
            source.toString());
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
