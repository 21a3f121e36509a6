package ihct.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ihct.models.networks.Dense;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.listeners.ScoreIterationListener;
import org.junit.jupiter.api.Test;

class Dl4jTest {

  private static final Songs SONGS = SongClouds.gaussian(6, 300, 3, 1, 5);

  /** Keeps what a listener of DL4J is told. */
  private static final class Heard extends BaseTrainingListener {
    private final List<Double> scores = new ArrayList<>();
    private int starts;
    private int ends;
    private int lastEpoch;

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      assertEquals(scores.size() + 1, iteration);
      scores.add(model.score());
      lastEpoch = epoch;
    }

    @Override
    public void onEpochStart(Model model) {
      starts++;
    }

    @Override
    public void onEpochEnd(Model model) {
      ends++;
      assertThrows(UnsupportedOperationException.class, () -> model.params());
    }
  }

  private static Training training() {
    return Training.of(SONGS, SONGS).with(TrainingOptions.of(3, 64, 0.01, 1));
  }

  @Test
  void listenersOfDl4jHearATraining() {
    Heard heard = new Heard();
    List<Double> ours = new ArrayList<>();
    Dense.KIND.fit(training().with(Dl4j.listener(heard, new ScoreIterationListener(1))));
    Dense.KIND.fit(
        training()
            .with(
                new EpochListener() {
                  @Override
                  public void batch(int songs, double loss) {
                    ours.add(loss);
                  }
                }));
    assertEquals(ours, heard.scores);
    assertEquals(3, heard.starts);
    assertEquals(3, heard.ends);
    assertEquals(2, heard.lastEpoch);
  }

  @Test
  void textOfANetworkIsItsSummary() {
    Dense model = (Dense) Dense.KIND.fit(training());
    assertEquals(model.network().summary(), model.toString());
  }
}
