package ihct.models;

import ihct.io.NpyHeader;

/** The types of numbers in model files; all are little-endian. */
enum NumberType {
  INT("<i4", Integer.BYTES, ".i32"),
  FLOAT("<f4", Float.BYTES, ".f32"),
  DOUBLE("<f8", Double.BYTES, ".f64");

  private static final int CHUNK = 1 << 16;

  private final String npy;
  private final int bytes;
  private final String earlierSuffix;

  NumberType(String npy, int bytes, String earlierSuffix) {
    this.npy = npy;
    this.bytes = bytes;
    this.earlierSuffix = earlierSuffix;
  }

  /** As NumPy calls it. */
  String npy() {
    return npy;
  }

  /** Bytes of a number. */
  int bytes() {
    return bytes;
  }

  /** How many numbers of an array are moved at once. */
  int chunk(int count) {
    return Math.min(count, CHUNK / bytes);
  }

  /** The name of the entry that holds an array. */
  String entry(String name, int format) {
    return name + (format < ModelWriter.FORMAT ? earlierSuffix : ModelWriter.NPY);
  }

  /** What stands before an array's numbers: nothing in the format before .npy. */
  byte[] header(int count, int format) {
    return format < ModelWriter.FORMAT ? new byte[0] : NpyHeader.of(npy, count).bytes();
  }
}
