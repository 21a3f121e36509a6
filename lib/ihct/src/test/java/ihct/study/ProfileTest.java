package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.models.TrainingOptions;
import org.junit.jupiter.api.Test;

class ProfileTest {

  @Test
  void thePaperProfileTrainsAsThePaper() {
    assertEquals(TrainingOptions.paper().unusual(), Profile.PAPER.training().unusual());
  }

  @Test
  void shorterProfilesChangeEpochsAndBatchAlone() {
    TrainingOptions training = Profile.SMOKE.training();
    assertEquals(TrainingOptions.of(3, 256, 0.001, 1), training);
  }
}
