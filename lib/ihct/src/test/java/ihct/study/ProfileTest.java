package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.loading.LoadingOptions;
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

  @Test
  void anotherLengthOfTrainingChangesNothingElse() {
    assertEquals(
        Profile.DEFAULT.training().with(TrainingOptions.EPOCHS, 9), Profile.DEFAULT.training(9));
  }

  @Test
  void songsAreThoseOfTheProfileButForTheirGenres() {
    assertEquals(40, Profile.SMOKE.genres());
    assertEquals(
        DataSettings.simulated(Scale.DEMO, 30, null).with(all -> LoadingOptions.paper()),
        Profile.DEFAULT.songs(30));
  }
}
