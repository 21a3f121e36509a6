package ihct.kernel;

import java.util.Map;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;

/** Replies whose content is written down field by field. */
final class Reply {

  private Reply() {}

  /** The library ties each type to a class of its own; on the wire the fields are what counts. */
  @SuppressWarnings("unchecked")
  static Message<Object> to(MessageContext request, MessageType<?> type, Map<String, ?> content) {
    return new Message<>(request, (MessageType<Object>) type, content);
  }
}
