package ihct.kernel;

import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;

/** Replies whose content is written down field by field. */
final class Reply {

  private Reply() {}

  /**
   * What answers a cell that ran to its end; a page is a text to show beside the notebook, or null,
   * the values are those that were asked for with it.
   */
  static Map<String, ?> done(int executionCount, String page, Map<String, ?> values) {
    List<?> payload =
        page == null
            ? List.of()
            : List.of(Map.of("source", "page", "start", 0, "data", Map.of("text/plain", page)));
    return Map.of(
        "status",
        "ok",
        "execution_count",
        executionCount,
        "user_expressions",
        values,
        "payload",
        payload);
  }

  /** The library ties each type to a class of its own; on the wire the fields are what counts. */
  @SuppressWarnings("unchecked")
  static Message<Object> to(MessageContext request, MessageType<?> type, Map<String, ?> content) {
    return new Message<>(request, (MessageType<Object>) type, content);
  }
}
