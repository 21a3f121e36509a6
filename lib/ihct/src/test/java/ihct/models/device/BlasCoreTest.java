package ihct.models.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlasCoreTest {

  private static final List<String> PROCESSOR =
      List.of("processor\t: 0", "vendor_id\t: AMD", "flags\t\t: ssse3 sse4_1 sse4_2 avx fma avx2");

  @ParameterizedTest
  @CsvSource({
    "SKYLAKEX, 'avx512f, avx512bw, avx512vl', HASWELL, fpu avx fma avx2",
    "cooperlake, 'avx512bw, avx512vl', HASWELL, fma avx2 avx512f",
    "Haswell, fma, NEHALEM, fpu avx avx2",
    "Zen, 'avx2, fma', NEHALEM, fpu avx",
    "SANDYBRIDGE, avx, NEHALEM, fpu",
    "Bulldozer, fma4, HASWELL, avx fma avx2",
  })
  void processorsThatLackSomethingAreTold(String core, String lacks, String other, String flags) {
    String why = BlasCore.refuse(core, Set.of(flags.split(" "))).orElseThrow();
    assertTrue(why.contains("it lacks " + lacks + ". ") && why.contains(core), why);
    assertTrue(why.endsWith("such as " + other + "."), why);
  }

  @Test
  void othersAreNot() {
    Set<String> flags = BlasCore.flags(PROCESSOR);
    assertEquals(Set.of("ssse3", "sse4_1", "sse4_2", "avx", "fma", "avx2"), flags);
    for (String core : List.of("HASWELL", "zen", "NEHALEM", "", "NEVERHEARD")) {
      assertEquals(Optional.empty(), BlasCore.refuse(core, flags));
    }
    assertEquals(
        Optional.empty(),
        BlasCore.refuse("SKYLAKEX", BlasCore.flags(List.of("model name: x"))),
        "nothing is known");
  }

  /** The library has been loaded by then, and cannot be told any more. */
  @Test
  void anotherThanTheLoadedOneIsRefused() {
    String loaded = BlasCore.name().orElseThrow();
    BlasCore.pin(loaded.toLowerCase(Locale.ROOT));
    String message =
        assertThrows(IllegalArgumentException.class, () -> BlasCore.pin("NEVERHEARD")).getMessage();
    assertTrue(message.contains("but as for \"" + loaded + "\""), message);
  }
}
