package ihct.kernel.libraries;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the code of files that a cell loads. */
public final class CodeFile {

  /** How the names of files with code may end, whose ending a command leaves out. */
  public static final String[] ENDINGS = {"", ".jsh", ".jshell", ".java", ".jjava", ".ipynb"};

  private CodeFile() {}

  /** The file of that name, or with the first of these endings that makes one. */
  public static Path find(String name, String... endings) {
    return Stream.of(endings)
        .map(ending -> Path.of(name + ending))
        .filter(Files::exists)
        .min(Comparator.comparing(Files::isDirectory))
        .orElseThrow(() -> new IllegalArgumentException(missing(name)));
  }

  /** What to say of a file that is not there. */
  static String missing(String name) {
    return "There is no %s. Paths are seen from %s, which has: %s"
        .formatted(name, Path.of("").toAbsolutePath(), neighbours());
  }

  private static String neighbours() {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      return files.map(Path::toString).sorted().limit(20).collect(Collectors.joining(", "));
    } catch (IOException e) {
      return "nothing that can be read";
    }
  }

  /** The text of a file, or the code of each cell of a notebook. */
  public static List<String> read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder; name a file in it.");
    }
    String text = text(file);
    if (!file.toString().endsWith(".ipynb")) {
      return List.of(text);
    }
    try {
      return notebook(text);
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IllegalArgumentException(file + " is not a notebook of format 4.", e);
    }
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException(file + " is no text in UTF-8.", e);
    }
  }

  private static List<String> notebook(String text) {
    List<String> code = new ArrayList<>();
    for (JsonElement each :
        JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells")) {
      JsonObject cell = each.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        code.add(source(cell.get("source")));
      }
    }
    return code;
  }

  /** Notebooks have it as one string or as one a line. */
  private static String source(JsonElement source) {
    if (!source.isJsonArray()) {
      return source.getAsString();
    }
    StringBuilder all = new StringBuilder();
    source.getAsJsonArray().forEach(line -> all.append(line.getAsString()));
    return all.toString();
  }
}
