package ihct.kernel;

import java.util.List;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.reply.KernelInfoReply;

/** What the kernel is, with the status that the protocol asks of every reply. */
final class InfoReply extends KernelInfoReply {

  @SuppressWarnings("unused") // written to JSON
  private final String status = "ok";

  InfoReply(
      String name, String version, LanguageInfo language, String banner, List<HelpLink> links) {
    super(Header.PROTOCOL_VERISON, name, version, language, banner, links);
  }
}
