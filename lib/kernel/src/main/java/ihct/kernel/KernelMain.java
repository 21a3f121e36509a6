package ihct.kernel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/**
 * Starts the kernel: {@code KernelMain CONNECTION_FILE}, as Jupyter calls it; or installs it:
 * {@code KernelMain install}, as people do who have its jar.
 */
public final class KernelMain {

  private KernelMain() {}

  /** Runs until a front end ends it; the one argument is the file that names the sockets. */
  public static void main(String[] arguments) throws Exception {
    boolean asksForHelp = List.of(arguments).contains("--help");
    if (arguments.length > 0 && arguments[0].equals("install") && !asksForHelp) {
      System.exit(install(List.of(arguments).subList(1, arguments.length)));
    }
    if (asksForHelp) {
      System.out.println(Installer.USAGE);
      System.exit(0);
    }
    if (arguments.length != 1 || !Files.isReadable(Path.of(arguments[0]))) {
      System.err.println(Installer.USAGE);
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

  /** Installs from where the jar lies; the code to exit with. */
  private static int install(List<String> options) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    try {
      if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
        throw new IllegalArgumentException(
            "%s is no whole JDK: it lacks JShell, which compiles cells. Start this by the java of a JDK, 17 or newer."
                .formatted(java));
      }
      Path jar =
          Path.of(KernelMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      new Installer(jar.getParent(), java, System.getenv(), System.out).install(options);
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
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
