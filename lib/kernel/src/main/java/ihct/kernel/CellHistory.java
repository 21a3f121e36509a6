package ihct.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;

/** The cells that this kernel has run. */
final class CellHistory {

  private static final int SESSION = 1;
  private static final int LONGEST = 10_000;

  private final List<Entry> entries = new ArrayList<>();

  private record Entry(int cell, String code, String result) {

    /** As the protocol has it. */
    List<Object> row(boolean withResult) {
      return List.of(SESSION, cell, withResult ? List.of(code, result) : code);
    }
  }

  synchronized void add(int cell, String code, String result) {
    entries.add(new Entry(cell, code, result == null ? "" : result));
    if (entries.size() > LONGEST) {
      entries.remove(0);
    }
  }

  /** What a front end asks for: rows of session, cell, and code or code with result. */
  synchronized List<List<Object>> answer(HistoryRequest request) {
    List<Entry> found;
    if (request instanceof HistoryRequest.Tail tail) {
      found = last(entries, tail.getMaxReturnLength());
    } else if (request instanceof HistoryRequest.Range range) {
      found = range(range.getSessionIndex(), range.getStart(), range.getStop());
    } else {
      found = search((HistoryRequest.Search) request);
    }
    return found.stream().map(each -> each.row(request.includeOutput())).toList();
  }

  private List<Entry> range(int session, int start, int end) {
    return entries.stream()
        .filter(each -> session == SESSION || session == 0)
        .filter(each -> each.cell() >= start)
        .filter(each -> end <= 0 || each.cell() < end)
        .toList();
  }

  /** The pattern's asterisk stands for any text, its question mark for one character. */
  private List<Entry> search(HistoryRequest.Search request) {
    String quoted = Pattern.quote(request.getPattern() == null ? "*" : request.getPattern());
    String wanted = quoted.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    Pattern pattern = Pattern.compile(wanted, Pattern.DOTALL);
    Stream<Entry> found = entries.stream().filter(each -> pattern.matcher(each.code()).matches());
    return last(
        request.filterUnique() ? latest(found) : found.toList(), request.getMaxReturnLength());
  }

  private static List<Entry> latest(Stream<Entry> found) {
    Map<String, Entry> byCode = new LinkedHashMap<>();
    found.forEach(
        each -> {
          byCode.remove(each.code());
          byCode.put(each.code(), each);
        });
    return List.copyOf(byCode.values());
  }

  /** The last ones; all, if no number is given. */
  private static List<Entry> last(List<Entry> found, int length) {
    int from = length <= 0 ? 0 : Math.max(0, found.size() - length);
    return List.copyOf(found.subList(from, found.size()));
  }
}
