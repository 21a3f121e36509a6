package ihct.kernel;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.ZMQ;

class WarmUpTest {

  private static final int PATIENCE_MILLIS = 20_000;

  @Test
  @Timeout(60)
  void connectionWithoutGreetingIsMadeAnew() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
        ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket shell = WarmUp.client(context)) {
      silent.setSoTimeout(PATIENCE_MILLIS);
      shell.connect("tcp://127.0.0.1:" + silent.getLocalPort());
      try (Socket first = silent.accept();
          Socket second = silent.accept()) {
        assertNotEquals(first.getPort(), second.getPort());
      }
    }
  }
}
