package ihct.kernel;

import java.nio.charset.StandardCharsets;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.messages.Message;

/** The streams and displays that code of other kernels asks the kernel for. */
final class CellIo extends JupyterIO {

  private final Outlet outlet;

  CellIo(Outlet outlet) {
    super(StandardCharsets.UTF_8);
    this.outlet = outlet;
    setJupyterInEnabled(false); // System.in asks
  }

  /**
   * From now on outputs belong to this cell.
   *
   * @return where they can be published by any thread
   */
  ShellReplyEnvironment begin(ShellReplyEnvironment cell) {
    ShellReplyEnvironment safe = new Sent(cell, outlet);
    setEnv(safe);
    return safe;
  }

  /** Publishes by the way of outputs, since a socket does not survive an interrupt. */
  private static final class Sent extends ShellReplyEnvironment {

    private final Outlet outlet;

    Sent(ShellReplyEnvironment cell, Outlet outlet) {
      super((ShellChannel) cell.getShell(), null, cell.getIopub(), cell.getContext());
      this.outlet = outlet;
    }

    @Override
    public void publish(Message<?> message) {
      outlet.send(message);
    }

    /** The kernel says so itself, when a cell begins and ends. */
    @Override
    public void setBusyDeferIdle() {}
  }
}
