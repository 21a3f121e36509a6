package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.models.encode.QuantileEncoding;
import ihct.models.networks.Dense;
import ihct.models.networks.Rnn;
import ihct.models.networks.StackNet;
import ihct.models.networks.TierHeads;
import ihct.models.networks.TreeSoftmax;
import ihct.models.train.NetworkTrainer;
import ihct.models.train.Networks;
import ihct.songs.Songs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks that are not the paper's. */
class NetworkOptionsTest {

  private static final int EPOCHS = 3;
  private static final int BATCH = 32;
  private static final double RATE = 0.01;
  private static final Songs SONGS = SongClouds.gaussian(6, 150, 3, 2, 3);
  private static final Ihct TREE =
      Ihct.ofTiers(new int[][] {{0, 0, 0, 1, 1, 1}, {0, 1, 2, 3, 4, 5}});

  private static TrainingOptions training(
      FeatureEncoding encoding, double dropout, double smoothing, RateSchedule schedule) {
    return Trainings.network(encoding, 5, 24, dropout, smoothing, schedule)
        .over(TrainingOptions.of(EPOCHS, BATCH, RATE, 5));
  }

  private static TrainingOptions plain() {
    return training(FeatureEncoding.NONE, 0.1, 0, RateSchedule.CONSTANT);
  }

  private static float[] answers(GenreClassifier model) {
    return SongClouds.probabilities(model, SONGS);
  }

  private static Dense dense(TrainingOptions options) {
    return Dense.fit(Training.of(SONGS, SONGS).with(options));
  }

  private static StackNet stackNet(TrainingOptions options) {
    return StackNet.fit(Training.of(SONGS, SONGS).with(TREE).with(options));
  }

  private static Rnn rnn(TrainingOptions options) {
    return Rnn.fit(Training.of(SONGS, SONGS).with(TREE).with(options));
  }

  @ParameterizedTest
  @EnumSource
  void networksLearnFromEveryEncoding(FeatureEncoding encoding) {
    TrainingOptions options =
        training(encoding, 0, 0.05, RateSchedule.COSINE).with(TrainingOptions.EPOCHS, 20);
    for (SavableClassifier model : List.of(dense(options), stackNet(options), rnn(options))) {
      double accuracy = SongClouds.accuracy(model, SONGS);
      assertTrue(accuracy > 0.7, model.kind() + " has " + accuracy);
    }
  }

  @Test
  void unitsAndInputsAreThoseAskedFor() {
    int inputs = QuantileEncoding.fit(SONGS, 5).inputs();
    assertEquals(15, inputs);
    TrainingOptions options = training(FeatureEncoding.QUANTILES, 0.1, 0, RateSchedule.CONSTANT);
    assertEquals(
        weights(15, 24) + 2 * weights(24, 24) + weights(24, 6), dense(options).parameters());
    assertEquals(
        weights(15, 24) + weights(17, 24) + 4 * weights(24, 24) + weights(24, 2) + weights(24, 6),
        stackNet(options).parameters());
    long gru = 3 * (weights(15, 256) + 256 * 256) + 256;
    assertEquals(
        2 * gru + weights(512, 128) + weights(128, 128) + weights(128, 3),
        rnn(options).parameters());
  }

  private static long weights(long inputs, long outputs) {
    return (inputs + 1) * outputs;
  }

  @Test
  void everyOptionChangesEveryNetwork() {
    List<TrainingOptions> all =
        List.of(
            plain(),
            training(FeatureEncoding.RANK_GAUSS, 0.1, 0, RateSchedule.CONSTANT),
            training(FeatureEncoding.NONE, 0.5, 0, RateSchedule.CONSTANT),
            training(FeatureEncoding.NONE, 0.1, 0.1, RateSchedule.CONSTANT),
            training(FeatureEncoding.NONE, 0.1, 0, RateSchedule.COSINE));
    List<float[]> seen = new ArrayList<>();
    for (TrainingOptions options : all) {
      seen.add(answers(dense(options)));
      seen.add(answers(stackNet(options)));
      seen.add(answers(rnn(options)));
    }
    for (int i = 0; i < seen.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertFalse(Arrays.equals(seen.get(i), seen.get(j)), i + " and " + j + " are the same");
      }
    }
  }

  private static TrainingOptions normalized(int epochs, int batch) {
    return TrainingOptions.of(epochs, batch, RATE, 5).over(plain()).with(Networks.BATCH_NORM, true);
  }

  @Test
  void batchNormIsOfDenseAndItsKin() {
    TrainingOptions normalized = normalized(20, BATCH);
    TrainingOptions same = normalized.with(Networks.BATCH_NORM, false);
    List<Function<TrainingOptions, SavableClassifier>> kin =
        List.of(
            NetworkOptionsTest::dense,
            NetworkOptionsTest::stackNet,
            options -> TierHeads.fit(Training.of(SONGS, SONGS).with(TREE).with(options)),
            options -> TreeSoftmax.fit(Training.of(SONGS, SONGS).with(TREE).with(options)));
    for (Function<TrainingOptions, SavableClassifier> fit : kin) {
      SavableClassifier model = fit.apply(normalized);
      SavableClassifier other = fit.apply(same);
      assertTrue(SongClouds.accuracy(model, SONGS) > 0.7, model.kind());
      assertFalse(Arrays.equals(answers(model), answers(other)), model.kind());
      assertEquals(other.parameters(), model.parameters(), "It is a plain network afterwards.");
    }
    assertArrayEquals(answers(rnn(normalized)), answers(rnn(same)));
  }

  /** What is kept is the network of the best epoch, as it was scored then. */
  @Test
  void normalizedNetworkAnswersAsItDidWhenItWasBest() {
    double[] best = {0};
    EpochListener listener =
        new EpochListener() {
          @Override
          public void epoch(EpochResult result) {
            best[0] = Math.max(best[0], result.validationAccuracy());
          }
        };
    Dense dense = Dense.fit(Training.of(SONGS, SONGS).with(normalized(8, BATCH)).with(listener));
    assertEquals(best[0], SongClouds.accuracy(dense, SONGS), 1e-12);
  }

  @Test
  void batchesThatAreTooSmallToBeNormalizedAreRefused() {
    assertEquals(
        "batch = 15; batch normalisation needs batches of at least 16 songs.",
        assertThrows(IllegalArgumentException.class, () -> dense(normalized(3, 15))).getMessage());
  }

  @Test
  void theyAreRefusedBeforeAnyTraining() {
    assertThrows(IllegalArgumentException.class, () -> normalized(3, 15).complete());
  }

  /** Fewer songs than a mean needs: the network is never normalised, and learns all the same. */
  @Test
  void fewSongsAreLearntWithoutBeingNormalized() {
    Songs few = SongClouds.gaussian(3, 12, 3, 4, 3);
    TrainingOptions options = normalized(5, BATCH);
    TrainingOptions same = options.with(Networks.BATCH_NORM, false);
    assertArrayEquals(
        SongClouds.probabilities(Dense.fit(Training.of(few, few).with(same)), few),
        SongClouds.probabilities(Dense.fit(Training.of(few, few).with(options)), few),
        1e-3f);
  }

  @Test
  void smoothedLabelsMakeALessCertainNetwork() {
    TrainingOptions patient = plain().with(TrainingOptions.EPOCHS, 100);
    TrainingOptions half = patient.with(Networks.DROPOUT, 0.0).with(Networks.SMOOTHING, 0.5);
    float[] certain = answers(dense(patient));
    float[] smoothed = answers(dense(half));
    double mean = 0;
    for (int row = 0; row < SONGS.size(); row++) {
      mean += smoothed[row * 6 + SONGS.genre(row)] / SONGS.size();
      assertTrue(certain[row * 6 + SONGS.genre(row)] <= 1);
    }
    assertEquals(0.5 + 0.5 / 6, mean, 0.06);
  }

  /** Remembers the step sizes. */
  private static final class Rates implements NetworkTrainer.Learner {
    final List<Double> heard = new ArrayList<>();
    double now;

    @Override
    public double learn(int[] rows, int from, int to) {
      heard.add(now);
      return 1;
    }

    @Override
    public void setLearningRate(double learningRate) {
      now = learningRate;
    }

    @Override
    public LearnerState state() {
      return new LearnerState(heard.size(), new float[0]);
    }

    @Override
    public void restore(LearnerState state) {}
  }

  private static List<Double> rates(RateSchedule schedule) {
    TrainingOptions options = training(FeatureEncoding.NONE, 0, 0, schedule);
    Rates rates = new Rates();
    new NetworkTrainer(
            "dense", Networks.dense(3, 6, options), 1, Training.of(SONGS, SONGS).with(options))
        .fit(70, rates, () -> Double.NaN); // 3 batches of 32, the last one short
    return rates.heard;
  }

  @Test
  void stepSizesFollowTheirSchedule() {
    List<Double> constant = rates(RateSchedule.CONSTANT);
    List<Double> cosine = rates(RateSchedule.COSINE);
    assertEquals(9, constant.size());
    assertEquals(9, cosine.size());
    for (int step = 0; step < 9; step++) {
      assertEquals(RATE, constant.get(step));
      assertEquals(RATE * Math.pow(Math.cos(Math.PI * step / 9 / 2), 2), cosine.get(step), 1e-15);
    }
  }
}
