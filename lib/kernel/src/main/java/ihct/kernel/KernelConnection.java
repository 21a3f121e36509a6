package ihct.kernel;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** The sockets of a kernel, with the one for input in reach. */
final class KernelConnection extends JupyterConnection {

  /**
   * So many outputs may wait for a front end that reads slowly; further ones are thrown away, be
   * they the end of the cell. The library's thousand are the work of a second.
   */
  private static final int UNREAD_OUTPUTS = 100_000;

  KernelConnection(KernelConnectionProperties properties)
      throws NoSuchAlgorithmException, InvalidKeyException {
    super(properties);
    iopub.setSndHWM(UNREAD_OUTPUTS);
  }

  /** Where requests are taken, once connected: a port that was given as 0 is known only then. */
  String shellAddress() {
    return shell.getLastEndpoint();
  }

  StdinChannel stdin() {
    return stdin;
  }
}
