package ihct.loading.labels;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cells of one file's label: each text once, and in how many records it stands. */
public final class LabelCells implements Serializable {

  private static final long serialVersionUID = 1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private int[] records = new int[64];

  /** Counts a record's cell and gives its number: 0, 1, 2, … in the order in which texts come. */
  public int add(String cell) {
    Integer known = numbers.get(cell);
    int number = known != null ? known : texts.size();
    if (known == null) {
      numbers.put(cell, number);
      texts.add(cell);
    }
    if (number == records.length) {
      records = Arrays.copyOf(records, 2 * number);
    }
    records[number]++;
    return number;
  }

  /** The number of a cell that was counted; −1 for another one. */
  public int find(String cell) {
    return numbers.getOrDefault(cell, -1);
  }

  /** The texts, by number. */
  public List<String> texts() {
    return texts;
  }

  /** In how many records a text stands. */
  public int records(int number) {
    return records[number];
  }

  /** Tells whether no two records have the same text. */
  boolean areAllDistinct() {
    return Arrays.stream(records, 0, texts.size()).allMatch(count -> count == 1);
  }
}
