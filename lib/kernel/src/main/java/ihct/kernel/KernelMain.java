package ihct.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** Starts the kernel: {@code KernelMain CONNECTION_FILE}, as Jupyter calls it. */
public final class KernelMain {

  private KernelMain() {}

  /** Runs until a front end ends it; the one argument is the file that names the sockets. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("usage: KernelMain CONNECTION_FILE (Jupyter starts it: environment/lab)");
      System.exit(2);
    }
    KernelConnectionProperties properties =
        KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0])));
    KernelConnection connection = new KernelConnection(properties);
    JavaKernel kernel = new JavaKernel();
    kernel.serve(connection);
    endWithParent();
    connection.connect();
    kernel.onStartup();
    connection.waitUntilClose();
    System.exit(0);
  }

  /** A front end that dies cannot tell its kernel to end. */
  private static void endWithParent() {
    String parent = System.getenv("JPY_PARENT_PID");
    if (parent != null && parent.matches("[1-9]\\d{0,9}")) {
      ProcessHandle.of(Long.parseLong(parent))
          .ifPresent(process -> process.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
    }
  }
}
