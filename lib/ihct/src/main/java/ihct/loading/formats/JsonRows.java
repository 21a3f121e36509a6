package ihct.loading.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import ihct.loading.csv.MalformedDataException;
import ihct.loading.csv.SongBytes;
import ihct.stopping.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Records in JSON, one in each line or all in a list. Columns are the fields of all records, in the
 * order in which they first occur, so that the file is read twice; a field of a record within is
 * called {@code outer.inner}. Numbers stay as they are written, what is missing or null is empty,
 * and a list stays a list in JSON, of genres for example.
 */
final class JsonRows implements TableRows {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.AUTO_CLOSE_SOURCE) // its fingerprint comes last
                  .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                  .build())
          .build();

  private final Path path;
  private final JsonParser parser;
  private final Set<String> names = new LinkedHashSet<>();
  private final String encoding;
  private boolean list;
  private boolean begun;
  private boolean inside;
  private long line;

  private JsonRows(Path path, InputStream text, String encoding) throws IOException {
    this.path = path;
    this.encoding = encoding;
    parser = JSON.createParser(text);
  }

  static JsonRows open(Path path, SongBytes bytes) throws IOException {
    JsonRows rows = new JsonRows(path, bytes.text(), bytes.encoding());
    try (SongBytes again = SongBytes.open(path, List.of());
        JsonRows first = new JsonRows(path, again.text(), "")) {
      for (Map<String, String> record = first.record(); record != null; record = first.record()) {
        Stop.check("reading songs");
        rows.names.addAll(record.keySet());
      }
    }
    return rows;
  }

  @Override
  public List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public List<String> next() throws IOException {
    Map<String, String> record = names.isEmpty() ? null : record();
    if (record == null) {
      return null;
    }
    List<String> cells = new ArrayList<>(names.size());
    names.forEach(name -> cells.add(record.getOrDefault(name, "")));
    return cells;
  }

  /** Takes the next record; null at the end. */
  private Map<String, String> record() throws IOException {
    try {
      JsonToken token = parser.nextToken();
      if (!begun) {
        begun = true;
        list = token == JsonToken.START_ARRAY;
        token = list ? parser.nextToken() : token;
      }
      if (list && token == JsonToken.END_ARRAY) {
        token = parser.nextToken();
        if (token != null) {
          throw malformed("", "something follows the list of records.");
        }
      }
      if (token == null) {
        return null;
      }
      line = list ? line + 1 : parser.currentTokenLocation().getLineNr();
      inside = true;
      if (token != JsonToken.START_OBJECT) {
        throw malformed("", "this is no record in braces, {\"name\": value, …}.");
      }
      Map<String, String> record = new LinkedHashMap<>();
      read(record, "");
      inside = false;
      return record;
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private void read(Map<String, String> record, String outer) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = outer + parser.currentName();
      switch (parser.nextToken()) {
        case START_OBJECT -> read(record, name + ".");
        case START_ARRAY -> put(record, name, JSON.readTree(parser).toString());
        case VALUE_NULL -> put(record, name, "");
        default -> put(record, name, parser.getText());
      }
    }
  }

  private void put(Map<String, String> record, String name, String cell) throws IOException {
    if (record.put(name, cell) != null) {
      throw malformed(name, "the record has two fields of this name.");
    }
  }

  private MalformedDataException malformed(String column, String reason) {
    return new MalformedDataException(path, line, column, reason);
  }

  private MalformedDataException malformed(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    line = list ? line + (inside ? 0 : 1) : at.getLineNr();
    String where = list ? "line %d, ".formatted(at.getLineNr()) : "";
    return malformed(
        "",
        e.getOriginalMessage().startsWith("Unexpected end-of-input")
            ? "the file ends inside a record. Fetch it again."
            : "this is no JSON: %s (%scolumn %d)."
                .formatted(e.getOriginalMessage(), where, at.getColumnNr()));
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public String words() {
    String written = list ? "a list of records in JSON" : "JSON lines";
    return encoding.isEmpty() ? written : encoding + ", " + written;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
