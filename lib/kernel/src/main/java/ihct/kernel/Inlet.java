package ihct.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.zeromq.ZMQ;

/**
 * Asks the reader for lines of input. The socket belongs to a thread of its own, which looks at it
 * from time to time, so that the stop button ends a cell that waits.
 */
final class Inlet {

  private static final long BETWEEN_MILLIS = 20;

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "inputs");
            thread.setDaemon(true);
            return thread;
          });
  private volatile StdinChannel socket;
  private volatile MessageContext cell;
  private volatile boolean allowed;

  void connect(StdinChannel to) {
    socket = to;
  }

  /** From now on questions belong to this cell. */
  void begin(MessageContext request, boolean allowsInput) {
    cell = request;
    allowed = allowsInput;
  }

  /** Waits for a line; it ends with a line feed. */
  String line() throws InterruptedException {
    if (!allowed || socket == null) {
      throw new IllegalStateException(
          "Nobody can be asked for input here: the notebook runs unattended, or its front end has"
              + " no input. Put the value into a cell.");
    }
    CompletableFuture<String> answer = new CompletableFuture<>();
    worker.execute(() -> ask(answer));
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Input failed: " + e.getCause(), e.getCause());
    } finally {
      answer.cancel(false);
    }
  }

  private void ask(CompletableFuture<String> answer) {
    try {
      while (hasAnswer()) {
        socket.readMessage(); // to a question of a cell that was stopped
      }
      InputRequest question = new InputRequest("", false);
      socket.sendMessage(new Message<>(cell, InputRequest.MESSAGE_TYPE, question));
      while (!answer.isDone()) {
        if (hasAnswer()) {
          Message<?> reply = socket.readMessage();
          answer.complete(((InputReply) reply.getContent()).getValue() + "\n");
        } else {
          Thread.sleep(BETWEEN_MILLIS);
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  private boolean hasAnswer() {
    return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
  }
}
