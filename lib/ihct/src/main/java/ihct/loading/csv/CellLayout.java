package ihct.loading.csv;

/**
 * How the cells of a CSV file stand in its text.
 *
 * @param separator the ASCII character between cells
 * @param headerLine the line of the header, counted from 1
 * @param headerStart how many bytes of the text stand before the header's line
 * @param words what a reader of the report must be told of it; empty for a plain file with commas
 */
public record CellLayout(byte separator, int headerLine, int headerStart, String words) {

  /** Commas, and the header first. */
  static final CellLayout COMMAS = new CellLayout((byte) ',', 1, 0, "");

  /** Cells with one separator between them, and the header first. */
  static CellLayout of(Separator separator) {
    return separator == Separator.COMMA
        ? COMMAS
        : new CellLayout(separator.character(), 1, 0, "cells separated by " + separator.words());
  }
}
