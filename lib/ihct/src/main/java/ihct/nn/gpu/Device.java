package ihct.nn.gpu;

/**
 * A graphics card: memory of its own, and kernels by name. What it is told it does in that order.
 * Threads may share it; each has its own memory there.
 */
public interface Device {

  /**
   * Takes memory, whose numbers are not set.
   *
   * @param numbers how many floats or ints
   * @return its address
   * @throws IllegalArgumentException if the card has not as much; the message says so
   */
  long allocate(long numbers);

  /** Gives back what {@link #allocate} took. */
  void free(long address);

  /** Copies the front of an array to the card. */
  void upload(long address, float[] values, int length);

  /** Copies the front of an array to the card. */
  void upload(long address, int[] values, int length);

  /** Waits for all work, and copies numbers from the card to the front of an array. */
  void download(long address, float[] values, int length);

  /** Sets numbers to 0. */
  void clear(long address, long numbers);

  /**
   * Starts a kernel and does not wait for it.
   *
   * @param kernel its name
   * @param blocksX blocks side by side, 1 to 2³¹−1
   * @param blocksY rows of blocks, 1 to 65,535
   * @param threads of a block, at most 1,024
   * @param arguments {@link Long} for addresses and 64-bit numbers, {@link Integer}, {@link Float}
   */
  void launch(String kernel, int blocksX, int blocksY, int threads, Object... arguments);

  /** Starts a kernel with a thread for each of some numbers, in blocks of 256. */
  default void each(String kernel, long numbers, Object... arguments) {
    launch(kernel, Math.toIntExact((numbers + 255) / 256), 1, 256, arguments);
  }
}
