package ihct.kernel.cells;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** Reads the code of files that a cell loads. */
final class CodeFile {

  private CodeFile() {}

  /** The text of a file, or the code cells of a notebook. */
  static String read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder; name a file in it.");
    }
    String text = Files.readString(file);
    if (!file.toString().endsWith(".ipynb")) {
      return text;
    }
    try {
      return notebook(text);
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IllegalArgumentException(file + " is not a notebook of format 4.", e);
    }
  }

  private static String notebook(String text) {
    StringJoiner code = new StringJoiner("\n");
    for (JsonElement each :
        JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells")) {
      JsonObject cell = each.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        code.add(source(cell.get("source")));
      }
    }
    return code.toString();
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
