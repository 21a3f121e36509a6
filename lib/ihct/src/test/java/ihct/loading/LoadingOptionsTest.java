package ihct.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.loading.schema.LabelForm;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadingOptionsTest {

  @Test
  void eachChangeIsOfItsOwnComponentsAlone() {
    List<String> x = List.of("x");
    assertEquals(
        new LoadingOptions(
            LabelMode.SINGLE,
            2,
            3,
            x,
            "l",
            "g",
            List.of("h"),
            LabelForm.ONE,
            "i",
            "m",
            List.of("c"),
            "s",
            List.of("f"),
            List.of("k"),
            null),
        LoadingOptions.everything()
            .withLabels(LabelMode.SINGLE)
            .withLimits(2, 3)
            .withColumns(List.of("y"), "l", "g")
            .withFeatures(x)
            .withHierarchy(List.of("h"))
            .withLabelForm(LabelForm.ONE)
            .withId("i")
            .withMissingValues("m")
            .withColumnNames(List.of("c"))
            .withSplit("s")
            .withLog(List.of("f"))
            .withCategories(List.of("k")));
    assertEquals("z", LoadingOptions.everything().withCoarseLabel("z").coarseLabel());
  }

  @Test
  void wrongChangesAreRefusedByTheChecks() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> LoadingOptions.everything().withLimits(0, 1))
            .getMessage();
    assertEquals("min-per-genre = 0; it must be at least 1.", message);
  }
}
