package ihct.kernel;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishExecuteResult;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * Sends what cells put out, in order, from a thread of its own: a socket that is used by a thread
 * while that is interrupted breaks for good.
 */
final class Outlet implements Outputs {

  /** So many messages may wait; a cell that prints faster waits as well. */
  private static final int WAITING = 1000;

  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(WAITING);
  private volatile ShellReplyEnvironment cell;
  private volatile int count;

  Outlet() {
    Thread sender = new Thread(this::send, "outputs");
    sender.setDaemon(true);
    sender.start();
  }

  /** From now on outputs belong to this cell. */
  void begin(ShellReplyEnvironment environment, int executionCount) {
    cell = environment;
    count = executionCount;
  }

  /** Waits until everything is sent. */
  void drain() {
    CountDownLatch reached = new CountDownLatch(1);
    try {
      queue.put(reached::countDown);
      reached.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void display(DisplayData data) {
    publish(new PublishDisplayData(data));
  }

  @Override
  public void update(DisplayData data) {
    publish(new PublishUpdateDisplayData(data));
  }

  @Override
  public void result(DisplayData data) {
    publish(new PublishExecuteResult(count, data));
  }

  @Override
  public void warn(String text) {
    text(StreamType.ERR, text + "\n");
  }

  void text(StreamType stream, String text) {
    publish(new PublishStream(stream, text));
  }

  private <T extends ContentType<T>> void publish(T content) {
    ShellReplyEnvironment to = cell;
    if (to == null) {
      return;
    }
    try {
      queue.put(() -> to.publish(content));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // a stopped cell's last words are not worth a wait
    }
  }

  private void send() {
    while (true) {
      try {
        queue.take().run();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        System.err.println("an output could not be sent: " + e);
      }
    }
  }
}
