package ihct.models.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.device.NvidiaSmi.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of nvidia-smi as drivers give them, and what we make of them. */
class GpusTest {

  private static String problem(int exit, String text) {
    return Gpus.of(new Answer(exit, text), null).problem().orElse("");
  }

  private static void assertSays(String problem, String... parts) {
    for (String part : parts) {
      assertTrue(problem.contains(part), () -> "\"%s\" in: %s".formatted(part, problem));
    }
  }

  @Test
  void aCardOfTheRightAgeIsUsed() {
    Gpus gpus = Gpus.of(new Answer(0, "0, NVIDIA A100-SXM4-40GB, 8.0, 535.104.05"), null);
    assertEquals("", gpus.problem().orElse(""));
    assertEquals(List.of(new Gpu(0, "NVIDIA A100-SXM4-40GB", "8.0", "535.104.05")), gpus.cards());
  }

  @Test
  void hopperIsNamedAsImpossible() {
    assertSays(
        problem(0, "0, NVIDIA H200, 9.0, 570.86.15"),
        "NVIDIA H200",
        "9.0 (Hopper)",
        "3.7 and on 5.0 to 8.9",
        "IHCT_DEVICE=cpu");
  }

  @Test
  void aMissingToolIsTold() {
    assertSays(
        problem(-1, "it is not installed"),
        "No NVIDIA driver",
        "not installed",
        "docker run --gpus all",
        "IHCT_DEVICE=cpu");
  }

  @Test
  void aDriverThatDoesNotAnswerIsTold() {
    assertSays(
        problem(
            9,
            "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver."
                + " Make sure that the latest NVIDIA driver is installed and running."),
        "couldn't communicate with the NVIDIA driver",
        "docker run --gpus all");
  }

  @Test
  void noDeviceIsTold() {
    assertSays(problem(6, "No devices were found"), "\"No devices were found\"");
    assertSays(problem(0, ""), "No graphics card was found");
  }

  @Test
  void anOldDriverIsTold() {
    assertSays(problem(0, "0, Tesla V100-PCIE-16GB, 7.0, 440.33.01"), "440.33.01", "450.80.02");
  }

  @Test
  void driversThatDoNotKnowTheFieldAreAskedWithoutIt() {
    Answer answer =
        NvidiaSmi.ask(
            fields ->
                fields.contains("compute_cap")
                    ? new Answer(2, "Field \"compute_cap\" is not a valid field to query.")
                    : new Answer(0, "0, Tesla T4, 460.32.03\n1, Tesla T4, 460.32.03"));
    Gpus gpus = Gpus.of(answer, null);
    assertEquals("", gpus.problem().orElse(""));
    assertEquals(new Gpu(1, "Tesla T4", "", "460.32.03"), gpus.cards().get(1));
    assertTrue(gpus.cards().get(0).toString().contains("unknown"));
  }

  @Test
  void aMixOfCardsAsksToLeaveTheImpossibleOut() {
    String both = "0, NVIDIA H200, 9.0, 570.86.15\n1, NVIDIA A30, 8.0, 570.86.15";
    assertSays(problem(0, both), "H200", "CUDA_VISIBLE_DEVICES=1");
    assertTrue(Gpus.of(new Answer(0, both), "1").problem().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "3.5,false", "3.7,true", "5.0,true", "5.3,true", "6.2,true", "7.2,true", "7.5,true",
    "8.0,true", "8.6,true", "8.7,true", "8.9,true", "9.0,false", "10.0,false", "12.1,false"
  })
  void codeRunsOnItsOwnGenerationFromItsOwnNumberOn(String capability, boolean runs) {
    assertEquals(runs, new Gpu(0, "card", capability, "570.86.15").hasCode());
  }

  @ParameterizedTest
  @CsvSource({
    "450.80.02,true",
    "450.80.01,false",
    "450.51.06,false",
    "450.119.03,true",
    "535,true"
  })
  void driversAreComparedByTheirNumbers(String driver, boolean enough) {
    assertEquals(enough, new Gpu(0, "card", "7.0", driver).hasDriver());
  }

  @Test
  void anUnknownDeviceIsRefused() {
    assertSays(
        assertThrows(IllegalArgumentException.class, () -> Backend.require("tpu")).getMessage(),
        "\"tpu\"",
        "cpu or gpu");
    Backend.require("cpu");
  }

  @Test
  void theDefaultBuildHasNoCuda() {
    assertFalse(Backend.hasCuda());
  }
}
