package ihct.nn.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Kernels that wait to be started together. */
class CudaGraphTest {

  private static final int MOST = 24;

  private final Device device = StandIn.device();

  /** Of as many lengths that the first graphs give way, each with other numbers the second time. */
  @Test
  void kernelsRunInTheirOrderWithTheArgumentsOfEachTime() {
    try (DeviceMemory memory = new DeviceMemory(device)) {
      float[] powers = new float[MOST];
      for (int i = 0; i < MOST; i++) {
        powers[i] = 1 << i % 8;
      }
      long numbers = memory.copy(powers);
      long sum = memory.room(1);
      for (int time = 0; time < 3; time++) {
        for (int count = 1; count <= MOST; count++) {
          device.clear(sum, 1);
          float expected = 0;
          for (int i = 0; i < count; i++) {
            int which = (i * (time + 1)) % MOST;
            device.launch("add_bias", 1, 1, 256, sum, numbers + Float.BYTES * (long) which, 1, 1);
            expected += powers[which];
            if (i == 1) { // what comes later sees what was before
              device.launch("silence", 1, 1, 256, sum, sum, 1, 1, 2f);
              expected *= 2;
            }
          }
          float[] found = new float[1];
          device.download(sum, found, 1);
          assertEquals(expected, found[0], "%d kernels, %d".formatted(count, time));
        }
      }
    }
  }
}
