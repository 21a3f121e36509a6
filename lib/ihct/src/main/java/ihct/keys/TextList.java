package ihct.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing list of texts that takes little more memory than their UTF-8: 4 bytes more each. A
 * million strings would take several times as much.
 */
public final class TextList {

  private byte[] utf8 = new byte[1024];
  private int[] end = new int[64];
  private int size;

  /**
   * Appends a text.
   *
   * @throws IllegalArgumentException if all texts together are longer than 2 GB
   */
  public void add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(bytes, 0, bytes.length);
  }

  /** Appends a text of another list. */
  public void add(TextList other, int index) {
    append(other.utf8, other.start(index), other.end[index]);
  }

  private void append(byte[] bytes, int from, int to) {
    int start = start(size);
    long needed = (long) start + to - from;
    if (needed > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "More than %d texts do not fit into 2 GB; load fewer files.".formatted(size));
    }
    if (needed > utf8.length) {
      utf8 =
          Arrays.copyOf(utf8, (int) Math.min(Math.max(needed, 2L * start), Integer.MAX_VALUE - 8));
    }
    System.arraycopy(bytes, from, utf8, start, to - from);
    if (size == end.length) {
      end = Arrays.copyOf(end, 2 * size);
    }
    end[size++] = (int) needed;
  }

  private int start(int index) {
    return index == 0 ? 0 : end[index - 1];
  }

  /** The text at a place, counted from 0 in the order in which they came. */
  public String get(int index) {
    int start = start(index);
    return new String(utf8, start, end[index] - start, StandardCharsets.UTF_8);
  }

  public int size() {
    return size;
  }
}
