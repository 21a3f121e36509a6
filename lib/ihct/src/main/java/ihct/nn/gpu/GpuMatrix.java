package ihct.nn.gpu;

import ihct.nn.FloatMatrix;

/**
 * A {@link FloatMatrix} without gaps on a graphics card. It is copied when it is needed for the
 * first time, since a training that goes on sets weights after its learner was made.
 */
public final class GpuMatrix {

  private final FloatMatrix home;
  private final Device device;
  private final long address;
  private boolean isUploaded;

  /** Takes room; the memory owns it. */
  public GpuMatrix(FloatMatrix home, Device device, DeviceMemory memory) {
    this.home = home;
    this.device = device;
    this.address = memory.room(count());
  }

  /** Where it lies. */
  public long address() {
    return address;
  }

  /** The same for products. */
  public GpuKernels.Matrix matrix() {
    return new GpuKernels.Matrix(address, columns());
  }

  /** Number of rows. */
  public int rows() {
    return home.rows();
  }

  /** Numbers in a row. */
  public int columns() {
    return home.columns();
  }

  /** Number of numbers. */
  public int count() {
    return Math.multiplyExact(home.rows(), home.columns());
  }

  /** Sees that the card has the numbers. */
  public void upload() {
    if (!isUploaded) {
      float[] numbers = new float[count()];
      home.read(0, 0, numbers, 0, numbers.length);
      device.upload(address, numbers, numbers.length);
      isUploaded = true;
    }
  }

  /** Copies the card's numbers back. */
  public void bringHome() {
    if (isUploaded) {
      float[] numbers = new float[count()];
      device.download(address, numbers, numbers.length);
      home.write(0, 0, numbers, 0, numbers.length);
    }
  }
}
