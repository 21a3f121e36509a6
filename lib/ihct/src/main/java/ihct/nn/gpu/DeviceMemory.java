package ihct.nn.gpu;

import java.util.ArrayList;
import java.util.List;

/** What one user takes of a card's memory, to be given back together. */
public final class DeviceMemory implements AutoCloseable {

  private final Device device;
  private final List<Long> taken = new ArrayList<>();

  /** Takes nothing yet. */
  public DeviceMemory(Device device) {
    this.device = device;
  }

  /**
   * Room for floats or ints, which are not set.
   *
   * @throws IllegalArgumentException if there is none; all that was taken is given back then
   */
  public long room(long numbers) {
    try {
      long address = device.allocate(numbers);
      taken.add(address);
      return address;
    } catch (IllegalArgumentException e) {
      close();
      throw e;
    }
  }

  /** As many floats of 0. */
  public long zeros(long numbers) {
    long address = room(numbers);
    device.clear(address, numbers);
    return address;
  }

  /** A copy of an array. */
  public long copy(int[] numbers) {
    long address = room(numbers.length);
    device.upload(address, numbers, numbers.length);
    return address;
  }

  /** A copy of an array. */
  public long copy(float[] numbers) {
    long address = room(numbers.length);
    device.upload(address, numbers, numbers.length);
    return address;
  }

  @Override
  public void close() {
    taken.forEach(device::free);
    taken.clear();
  }
}
