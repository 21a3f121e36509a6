package ihct.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.nn.gpu.StandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards that cannot be used: each in a process of its own, whose environment plays it. */
class OtherCardsTest {

  @TempDir private Path folder;

  private String refusal(String setting, String... arguments)
      throws IOException, InterruptedException {
    String[] both = setting.split("=");
    Process process = StandIn.process(Map.of(both[0], both[1]), arguments).start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(2, process.waitFor(), told);
    assertTrue(told.contains("Or compute on the CPU: IHCT_DEVICE=cpu."), told);
    return told;
  }

  @Test
  void anOldCardIsNamed() throws IOException, InterruptedException {
    String told = refusal("STAND_IN_CAPABILITY=61", "data", "--data", "simulated");
    assertTrue(
        told.contains("has compute capability 6.1; 7.0 (Volta, 2017) or newer is needed."), told);
  }

  @Test
  void aDriverWithoutACardIsTold() throws IOException, InterruptedException {
    String told = refusal("STAND_IN_CARDS=0", "data", "--data", "simulated");
    assertTrue(told.contains("driver refuses cuInit: CUDA_ERROR_NO_DEVICE."), told);
  }

  @Test
  void tooLittleMemoryIsTold() throws IOException, InterruptedException {
    String told =
        refusal(
            "STAND_IN_MIB=1",
            "run",
            "--data",
            "simulated",
            "--models",
            "dense",
            "--epochs",
            "1",
            "--out",
            folder.resolve("out").toString());
    assertTrue(told.contains("has too little memory: "), told);
    assertTrue(told.contains("Take smaller batches (--batch)."), told);
  }
}
