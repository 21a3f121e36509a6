package ihct.kernel.code;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Finds Javadoc in sources: those of the library in the checkout, and the JDK's where they are
 * installed.
 */
public final class SourceDocs {

  private static final Pattern METHOD =
      Pattern.compile(
          "(?:.*[\\s.])?(?<type>\\w+)(?:<.*>)?\\.(?<name>\\w+)\\((?<parameters>.*)\\).*");
  private static final Pattern CONSTRUCTOR =
      Pattern.compile("(?:.*\\.)?(?<name>\\w+)(?:<.*>)?\\((?<parameters>.*)\\).*");
  private static final Pattern TYPE = Pattern.compile("(?:.*\\.)?(?<name>\\w+)(?:<.*>)?");

  private final List<Path> roots;
  private Map<String, List<String>> index;

  /** Looks in folders, and in zip files, separated as in a class path. */
  public SourceDocs(String sources) {
    roots =
        Stream.of(sources.split(File.pathSeparator))
            .filter(each -> !each.isBlank())
            .map(Path::of)
            .filter(Files::exists)
            .toList();
  }

  public static SourceDocs installed() {
    return new SourceDocs(
        System.getProperty("ihct.sources", "")
            + File.pathSeparator
            + Path.of(System.getProperty("java.home"), "lib", "src.zip"));
  }

  /** The comment on what has this signature, as JShell writes it; empty if there is none. */
  public String find(String signature) {
    Matcher method = METHOD.matcher(signature);
    if (method.matches()) {
      return search(method.group("type"), member(method));
    }
    Matcher constructor = CONSTRUCTOR.matcher(signature);
    if (constructor.matches()) {
      return search(constructor.group("name"), member(constructor));
    }
    Matcher type = TYPE.matcher(signature);
    return type.matches()
        ? search(
            type.group("name"), "(?:class|interface|enum|record)\\s+" + type.group("name") + "\\b")
        : "";
  }

  private static String member(Matcher signature) {
    String parameters =
        Stream.of(signature.group("parameters").split(",(?![^<]*>)"))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .map(
                each ->
                    each.replaceAll("<.*>", "").split("\\s+")[0].replaceAll("^.*\\.(?=\\w)", ""))
            .map(each -> "[^,()]*" + Pattern.quote(each.replace("...", "")) + "\\b[^,]*")
            .collect(Collectors.joining(","));
    return signature.group("name") + "\\s*\\(\\s*" + parameters + "\\)";
  }

  private String search(String type, String declaration) {
    Pattern wanted = Pattern.compile("\\b" + declaration);
    for (String file : files().getOrDefault(type, List.of())) {
      String source = read(file);
      Matcher found = wanted.matcher(source);
      while (found.find()) {
        String comment = commentBefore(source, found.start());
        if (!comment.isEmpty()) {
          return JavadocText.plain(comment);
        }
      }
    }
    return "";
  }

  /** The inside of a Javadoc comment from which only modifiers and a type lead to a position. */
  private static String commentBefore(String source, int at) {
    int end = source.lastIndexOf("*/", at);
    int start = source.lastIndexOf("/**", end);
    boolean none = start < 0 || source.substring(end, at).matches("(?s).*[;{}=].*");
    return none ? "" : source.substring(start + "/**".length(), end);
  }

  private synchronized Map<String, List<String>> files() {
    if (index == null) {
      index = new HashMap<>();
      for (Path root : roots) {
        names(root)
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> add(root + "!" + name, name.replaceAll("^.*[/\\\\]|\\.java$", "")));
      }
    }
    return index;
  }

  private void add(String file, String type) {
    index.computeIfAbsent(type, key -> new ArrayList<>()).add(file);
  }

  private static Stream<String> names(Path root) {
    try {
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          return files.map(file -> root.relativize(file).toString()).toList().stream();
        }
      }
      try (ZipFile zip = new ZipFile(root.toFile())) {
        return zip.stream().map(ZipEntry::getName).toList().stream();
      }
    } catch (IOException e) {
      return Stream.empty(); // without sources there are still signatures
    }
  }

  private static String read(String file) {
    int split = file.lastIndexOf('!');
    Path root = Path.of(file.substring(0, split));
    String name = file.substring(split + 1);
    try {
      if (Files.isDirectory(root)) {
        return Files.readString(root.resolve(name));
      }
      try (ZipFile zip = new ZipFile(root.toFile())) {
        return new String(
            zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
