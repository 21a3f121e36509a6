package ihct.study.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ihct.models.TrainingOptions;
import java.lang.reflect.RecordComponent;
import org.junit.jupiter.api.Test;

class ArmOptionsTest {

  private static final ArmOptions UNUSUAL =
      new ArmOptions(7, 33, 0.02, "cosine", "quantiles", 9, 77, 0.35, 0.05, 0.2, true, 12, 5, 2, 4);

  @Test
  void everyOptionReachesTheTraining() throws ReflectiveOperationException {
    ArmOptions paper = ArmOptions.of(TrainingOptions.paper());
    assertEquals(UNUSUAL, ArmOptions.of(UNUSUAL.over(TrainingOptions.paper())));
    for (RecordComponent option : ArmOptions.class.getRecordComponents()) {
      Object own = option.getAccessor().invoke(UNUSUAL);
      assertNotEquals(own, option.getAccessor().invoke(paper), option.getName());
    }
  }

  @Test
  void whatIsNotSaidStays() {
    assertEquals(TrainingOptions.paper(), ArmOptions.USUAL.over(TrainingOptions.paper()));
  }
}
