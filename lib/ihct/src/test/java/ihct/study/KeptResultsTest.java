package ihct.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.data.DataSettings;
import ihct.data.Scale;
import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.models.EpochResult;
import ihct.study.run.KeptResults;
import ihct.study.run.RunRecord;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept was made of what is made today; else it must be made again by its command. */
class KeptResultsTest {

  private final KeptResults kept;

  KeptResultsTest() throws IOException {
    kept = KeptResults.rnn();
  }

  @Test
  void theSongsAreThoseOfProfileDefault() throws IOException {
    SongData songs = SongData.load(DataSettings.simulated(Scale.DEMO), RunListener.NONE);
    RunRecord record = kept.record("rnn");
    assertEquals(songs.songs().sha256(), record.conditions().dataSha256());
    assertEquals(songs.source(), record.conditions().data());
    assertEquals(Profile.DEFAULT.scale(), Scale.DEMO);
  }

  @Test
  void theTrainingIsThatOfProfileDefaultButForItsEpochs() {
    for (String model : List.of("dense", "rnn")) {
      RunRecord record = kept.record(model);
      int epochs = record.training().epochs();
      assertEquals(
          Profile.DEFAULT.training(epochs).complete().unusual(),
          record.conditions().options().complete().unusual());
      assertEquals(epochs, record.training().curve().size());
      assertTrue(kept.command().contains("--epochs %d --batch 256".formatted(epochs)));
    }
  }

  @Test
  void theCurveGoesOnUntilItRisesNoMore() {
    List<EpochResult> curve = kept.record("rnn").training().curve();
    EpochResult best =
        curve.stream().max(Comparator.comparing(EpochResult::validationAccuracy)).orElseThrow();
    assertEquals(best.epoch(), kept.record("rnn").training().bestEpoch());
    assertTrue(best.epoch() < curve.size() / 2, best::toString);
  }

  @Test
  void itTellsWhatMadeItAndWhatThereIs() {
    assertTrue(
        kept.toString()
            .matches(
                "Made on 2026-\\d\\d-\\d\\d by version [0-9a-f]{7}: environment/ihct run .*\\R"
                    + "on simulated \\(demo: .*\\), SHA-256 [0-9a-f]{64}"),
        kept::toString);
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> kept.record("forest"));
    assertEquals(
        "There is no result of \"forest\" here; there are [dense, rnn, rnn-greedy].",
        none.getMessage());
  }
}
