package ihct.kernel.cells;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where classes went that had another name or package in an earlier version of a library, so that a
 * cell written for that version is told what to write now. A library says so in resources {@value
 * #RESOURCE}, a line for each class: its earlier full name, {@code =}, its present one.
 */
final class MovedClasses {

  static final String RESOURCE = "META-INF/moved-classes.properties";

  private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(?:class|variable) (\\w+)");
  private static final Pattern MEMBER = Pattern.compile("\\.\\s*(\\w+)");
  private static final String CLASS = "class ";
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+) does not exist");

  /** By earlier full name. */
  private final Map<String, String> moves = new TreeMap<>();

  private MovedClasses() {}

  /** Those of all libraries on the class path; a resource that cannot be read tells nothing. */
  static MovedClasses ofClassPath() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    MovedClasses moved = new MovedClasses();
    try {
      for (URL resource : Collections.list(loader.getResources(RESOURCE))) {
        Properties lines = new Properties();
        try (Reader in = new InputStreamReader(resource.openStream(), StandardCharsets.UTF_8)) {
          lines.load(in);
        }
        lines.stringPropertyNames().forEach(n -> moved.moves.put(n, lines.getProperty(n).strip()));
      }
    } catch (IOException e) {
      return moved;
    }
    return moved;
  }

  /**
   * Says where the class or package went that the compiler misses, by its words.
   *
   * @param code what stands in the line from the place of the mistake on
   */
  Optional<String> advice(String mistake, String code) {
    Matcher missing = PACKAGE.matcher(mistake);
    if (missing.find()) {
      Matcher member = MEMBER.matcher(code);
      String name = member.lookingAt() ? member.group(1) : "";
      return Optional.ofNullable(moves.get(missing.group(1) + "." + name))
          .map(now -> movedTo(name, now))
          .or(() -> ofPackage(missing.group(1)));
    }
    Matcher symbol = SYMBOL.matcher(mistake);
    return symbol.find() ? ofClass(symbol.group(1)) : Optional.empty();
  }

  /** Says where a class went, which a declaration waits for. */
  Optional<String> ofDependency(String kindAndName) {
    return kindAndName.startsWith(CLASS)
        ? ofClass(kindAndName.substring(CLASS.length()))
        : Optional.empty();
  }

  private static String movedTo(String name, String now) {
    return "%s of an earlier version is now %s.".formatted(name, now);
  }

  private Optional<String> ofClass(String name) {
    String now =
        moves.entrySet().stream()
            .filter(move -> simple(move.getKey()).equals(name))
            .map(Map.Entry::getValue)
            .distinct()
            .collect(Collectors.joining(" or "));
    return now.isEmpty() ? Optional.empty() : Optional.of(movedTo(name, now));
  }

  private Optional<String> ofPackage(String name) {
    String now =
        moves.entrySet().stream()
            .filter(move -> packageOf(move.getKey()).equals(name))
            .map(move -> packageOf(move.getValue()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of("What was in %s is now in %s.".formatted(name, now));
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }
}
