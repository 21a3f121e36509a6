package ihct.models.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "OMP_NUM_THREADS;-1",
        "OMP_NUM_THREADS;0",
        "OMP_NUM_THREADS;2,2",
        "OMP_NUM_THREADS;abc",
        "OMP_NUM_THREADS;99999",
        "OMP_NUM_THREADS;99999999999999999999",
        "SD_MAX_THREADS;-1",
        "SD_MASTER_THREADS;1.5",
        "OMP_STACKSIZE;100G",
        "OMP_STACKSIZE;20000000000",
        "GOMP_STACKSIZE;2048 M",
        "GOMP_CPU_AFFINITY;abc",
        "GOMP_CPU_AFFINITY;0-8:2x"
      })
  void whatCrashesOrHangsTheLibraryIsNamed(String name, String value) {
    Optional<String> problem = NativeSettings.problem(Map.of(name, value));
    assertTrue(
        problem.orElseThrow().startsWith("The environment variable %s is \"".formatted(name)),
        problem.get());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "OMP_NUM_THREADS;1",
        "OMP_NUM_THREADS;1024",
        "SD_MAX_THREADS;4",
        "OMP_STACKSIZE;512k",
        "OMP_STACKSIZE;8M",
        "OMP_STACKSIZE;1g",
        "OMP_STACKSIZE;much",
        "OMP_THREAD_LIMIT;-1",
        "OPENBLAS_NUM_THREADS;0",
        "MKL_NUM_THREADS;-1",
        "GOMP_CPU_AFFINITY;0 2-6:2,7",
        "OMP_PLACES;{0:4}"
      })
  void whatTheLibraryTakesOrPassesOverIsLeftAlone(String name, String value) {
    assertEquals(Optional.empty(), NativeSettings.problem(Map.of(name, value)));
  }

  @Test
  void anEmptyVariableIsNone() {
    assertEquals(
        Optional.empty(),
        NativeSettings.problem(Map.of("OMP_NUM_THREADS", "", "GOMP_CPU_AFFINITY", " ")));
    assertEquals(Optional.empty(), NativeSettings.problem(Map.of()));
  }
}
