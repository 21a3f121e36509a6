package ihct.browser.compiler;

import java.util.List;
import org.teavm.extension.spi.substitution.SubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/**
 * Tells TeaVM which classes others stand for in a browser, which has one thread and no libraries:
 * {@code ihct.browser.alone.LoneTeam} for {@code ihct.threads.Team}.
 */
public final class Substitutes implements SubstitutionPolicy {

  private static final String PACKAGE = "ihct.browser.alone";

  private static final List<String> CLASSES =
      List.of(
          "ihct.linkage.Helper",
          "ihct.loading.csv.Ahead",
          "ihct.loading.formats.Formats",
          "ihct.threads.Team",
          "java.security.DigestInputStream",
          "java.security.MessageDigest",
          "java.text.Normalizer",
          "java.util.HexFormat");

  @Override
  public void contribute(SubstitutionSink sink) {
    for (String name : CLASSES) {
      sink.selectClasses(found -> found.equals(name) || found.startsWith(name + "$"))
          .replacePackage(name.substring(0, name.lastIndexOf('.')), PACKAGE)
          .simpleNamePrefix("Lone");
    }
  }
}
