package ihct.kernel;

import ihct.kernel.cells.Outputs;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.ContentType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishClearOutput;
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

  /** So many messages may wait; a cell that puts out faster waits as well. */
  private static final int WAITING = 1000;

  /** Prints are gathered for so long, or up to so much: front ends drop what comes too fast. */
  private static final int GATHER_MILLIS = 40;

  private static final int GATHER_CHARACTERS = 1 << 16;

  private final BlockingQueue<Runnable> queue = new ArrayBlockingQueue<>(WAITING);
  private volatile ShellReplyEnvironment cell;
  private volatile int count;
  private volatile String lastResult;
  private volatile String page;
  private final StringBuilder gathered = new StringBuilder();
  private StreamType gatheredFor;

  Outlet() {
    Thread sender = new Thread(this::send, "outputs");
    sender.setDaemon(true);
    sender.start();
  }

  /** From now on outputs belong to this cell. */
  void begin(ShellReplyEnvironment environment, int executionCount) {
    cell = environment;
    count = executionCount;
    lastResult = null;
    page = null;
  }

  /** Waits until everything is sent. */
  void drain() {
    seal();
    CountDownLatch reached = new CountDownLatch(1);
    try {
      queue.put(reached::countDown);
      reached.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The text of the cell's result, or null. */
  String lastResult() {
    return lastResult;
  }

  /** The text that the front end is to show beside the page, or null. */
  String page() {
    return page;
  }

  @Override
  public void page(String text) {
    page = text;
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
    lastResult = String.valueOf(data.getData(MIMEType.TEXT_PLAIN));
    publish(new PublishExecuteResult(count, data));
  }

  @Override
  public void clear(boolean wait) {
    publish(wait ? PublishClearOutput.BEFORE_NEXT_OUTPUT : PublishClearOutput.NOW);
  }

  @Override
  public void warn(String text) {
    text(StreamType.ERR, text + "\n");
  }

  synchronized void text(StreamType stream, String text) {
    if (stream != gatheredFor) {
      seal();
      gatheredFor = stream;
    }
    try {
      while (gathered.length() > GATHER_CHARACTERS) {
        wait();
      }
      gathered.append(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // a stopped cell's last words are not worth a wait
    }
  }

  /** Passes on what was printed so far. */
  private synchronized void seal() {
    if (gathered.length() > 0) {
      PublishStream text = new PublishStream(gatheredFor, gathered.toString());
      gathered.setLength(0);
      put(to -> to.publish(text));
      notifyAll();
    }
  }

  private <T extends ContentType<T>> void publish(T content) {
    seal();
    put(to -> to.publish(content));
  }

  /** Sends a message that is no output, in its order among them. */
  void send(Message<?> message) {
    seal();
    put(to -> to.publish(message));
  }

  private void put(Consumer<ShellReplyEnvironment> message) {
    ShellReplyEnvironment to = cell;
    if (to == null) {
      return;
    }
    try {
      Runnable sent = () -> message.accept(to);
      if (!queue.offer(sent)) { // at once, so that a cell that is being stopped may still speak
        queue.put(sent);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send() {
    while (true) {
      try {
        Runnable next = queue.poll(GATHER_MILLIS, TimeUnit.MILLISECONDS);
        if (next == null) {
          seal();
        } else {
          next.run();
          pace();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) { // without this thread no cell would ever end
        sayNotSent(e);
      }
    }
  }

  /** What a front end has not read lies in memory, and beyond a number it is thrown away. */
  private void pace() throws InterruptedException {
    if (queue.size() > WAITING / 2) {
      Thread.sleep(1);
    }
  }

  /** Not by way of the queue: this thread is the one that empties it. */
  private void sayNotSent(Throwable e) {
    try {
      cell.publish(new PublishStream(StreamType.ERR, "An output could not be sent: " + e + "\n"));
    } catch (RuntimeException | Error again) {
      return; // nothing can be sent now
    }
  }
}
