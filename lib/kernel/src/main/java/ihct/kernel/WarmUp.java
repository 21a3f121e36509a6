package ihct.kernel;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/**
 * Runs a kernel and a few cells in it, and ends: Java can then keep the classes that this took in a
 * form that loads quickly.
 */
public final class WarmUp {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int GREETING_MILLIS = 2_000;

  private static final List<String> CELLS =
      List.of(
          "import java.time.*;\nint twice(int n) { return 2 * n; }\nint two = twice(1);\ntwo",
          "System.out.println(two); display(List.of(two)); Stream.of(1).map(n -> two).toList()",
          "1 / (two - 2)",
          "int three = nowhere;");

  private WarmUp() {}

  /** Runs the cells; there are no arguments. */
  public static void main(String[] arguments) {
    int code = 1;
    try {
      code = run() ? 0 : 1;
    } catch (Exception | Error e) {
      e.printStackTrace();
    }
    System.exit(code); // the kernel's threads would go on
  }

  private static boolean run() throws Exception {
    String ip = InetAddress.getLoopbackAddress().getHostAddress();
    String key = UUID.randomUUID().toString();
    String scheme = "hmac-sha256";
    // A file of Jupyter's is read as well. Port 0 is one that nobody else has, nor can get
    // meanwhile.
    String file =
        new KernelConnectionProperties(ip, 0, 0, 0, 0, 0, "tcp", scheme, key).toJsonString();
    KernelConnection connection = new KernelConnection(KernelConnectionProperties.parse(file));
    JavaKernel kernel = new JavaKernel();
    kernel.serve(connection);
    connection.connect();
    kernel.onStartup();
    try (ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket shell = client(context)) {
      shell.connect(connection.shellAddress());
      HMACGenerator signature = new HMACGenerator(scheme, key);
      boolean answered = ask(shell, signature, "kernel_info_request", "{}");
      for (String cell : CELLS) {
        answered &= ask(shell, signature, "execute_request", execution(cell));
      }
      return answered;
    }
  }

  /**
   * A socket that asks. On a busy machine about one connection of this library with itself in a
   * thousand stays without a greeting; made anew it works, which would be only after half a minute.
   */
  static ZMQ.Socket client(ZMQ.Context context) {
    ZMQ.Socket shell = context.socket(SocketType.DEALER);
    shell.setReceiveTimeOut(PATIENCE_MILLIS);
    shell.setHandshakeIvl(GREETING_MILLIS);
    shell.setLinger(0);
    return shell;
  }

  private static String execution(String cell) {
    return """
        {"code": "%s", "silent": false, "stop_on_error": false, "allow_stdin": false}"""
        .formatted(cell.replace("\n", "\\n"));
  }

  /** Sends a request and waits for the reply; false if none comes. */
  private static boolean ask(
      ZMQ.Socket shell, HMACGenerator signature, String type, String content) {
    String header =
        """
        {"msg_id": "%s", "username": "", "session": "", "version": "5.3",
         "date": "%s", "msg_type": "%s"}"""
            .formatted(UUID.randomUUID(), Instant.now(), type);
    String signed =
        signature.calculateSignature(
            header.getBytes(), "{}".getBytes(), "{}".getBytes(), content.getBytes());
    for (String part : List.of("<IDS|MSG>", signed, header, "{}", "{}")) {
      shell.sendMore(part);
    }
    shell.send(content);
    boolean answered = shell.recv() != null;
    while (shell.hasReceiveMore()) {
      shell.recv();
    }
    return answered;
  }
}
