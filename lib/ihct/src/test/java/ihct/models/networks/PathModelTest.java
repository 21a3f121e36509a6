package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.models.EpochListener;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.SongClouds;
import ihct.models.Training;
import ihct.models.TrainingDivergedException;
import ihct.models.TrainingOptions;
import ihct.models.baseline.NearestCentroid;
import ihct.songs.Songs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that decide among siblings, from songs to probabilities of genres. */
class PathModelTest {

  /** Only children at the second tier and at the last one. */
  private static final Ihct RAGGED =
      Ihct.ofTiers(
          new int[][] {{0, 0, 0, 0, 0, 1, 1}, {0, 0, 1, 1, 2, 3, 3}, {0, 1, 2, 3, 4, 5, 6}});

  private static final Ihct FLAT = Ihct.ofTiers(new int[][] {{0, 1, 2, 3, 4, 5, 6}});
  private static final Songs SONGS = SongClouds.gaussian(7, 300, 3, 3, 1);
  private static final TrainingOptions OPTIONS = TrainingOptions.of(12, 32, 0.005, 5);
  private static final TrainingOptions SHORT = TrainingOptions.of(2, 32, 0.01, 5);

  enum Kind {
    RNN_SIBLINGS {
      @Override
      PathModel fit(Training training) {
        return RnnSiblings.fit(training);
      }

      @Override
      PathModel load(ModelReader in, Ihct tree) throws IOException {
        return new RnnSiblings.AsKind().load(in, tree);
      }
    },
    PATH_GRU {
      @Override
      PathModel fit(Training training) {
        return PathGru.fit(training);
      }

      @Override
      PathModel load(ModelReader in, Ihct tree) throws IOException {
        return new PathGru.AsKind().load(in, tree);
      }
    };

    abstract PathModel fit(Training training);

    abstract PathModel load(ModelReader in, Ihct tree) throws IOException;

    PathModel fit(Ihct tree, TrainingOptions options) {
      return fit(Training.of(SONGS, SONGS).with(tree).with(options));
    }
  }

  @ParameterizedTest
  @EnumSource
  void cloudsAreLearnt(Kind kind) {
    double best = SongClouds.accuracy(NearestCentroid.fit(SONGS), SONGS);
    for (Ihct tree : List.of(RAGGED, FLAT)) {
      PathModel model = kind.fit(tree, OPTIONS);
      assertTrue(SongClouds.accuracy(model, SONGS) > best - 0.03, kind + " in " + tree);
      assertTrue(SongClouds.accuracy(model.greedy(), SONGS) > best - 0.05, kind + " in " + tree);
    }
  }

  @ParameterizedTest
  @EnumSource
  void probabilitiesSumToOneAndDoNotDependOnTheBatch(Kind kind) {
    for (Ihct tree : List.of(RAGGED, FLAT)) {
      PathModel model = kind.fit(tree, SHORT);
      float[] together = SongClouds.probabilities(model, SONGS);
      for (int row = 0; row < SONGS.size(); row += 7) {
        float[] alone = new float[7];
        float[] song = new float[3];
        SONGS.copyFeatures(row, song, 0);
        model.probabilities(song, 1, alone);
        double sum = 0;
        for (int c = 0; c < 7; c++) {
          sum += together[row * 7 + c];
          assertTrue(together[row * 7 + c] > 0);
          assertEquals(alone[c], together[row * 7 + c], 1e-5);
        }
        assertEquals(1, sum, 1e-6);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void sameSeedGivesTheSameModelBitForBit(Kind kind) {
    float[] first = SongClouds.probabilities(kind.fit(RAGGED, SHORT), SONGS);
    assertArrayEquals(first, SongClouds.probabilities(kind.fit(RAGGED, SHORT), SONGS));
    float[] other = SongClouds.probabilities(kind.fit(RAGGED, SHORT.withSeed(6)), SONGS);
    assertFalse(Arrays.equals(first, other));
  }

  @ParameterizedTest
  @EnumSource
  void greedyTakesTheLikeliestChild(Kind kind) {
    PathModel model = kind.fit(RAGGED, SHORT);
    float[] exact = SongClouds.probabilities(model, SONGS);
    float[] greedy = SongClouds.probabilities(model.greedy(), SONGS);
    for (int row = 0; row < SONGS.size(); row++) {
      int tier = 0;
      int cluster = 0;
      for (; tier < RAGGED.tiers(); tier++) {
        double[] sums = new double[RAGGED.clusters(tier + 1)];
        for (int c = 0; c < 7; c++) {
          if (tier == 0 || RAGGED.cluster(tier, c) == cluster) {
            sums[RAGGED.cluster(tier + 1, c)] += exact[row * 7 + c];
          }
        }
        cluster = highest(sums);
      }
      assertEquals(1, greedy[row * 7 + cluster], "song " + row);
    }
  }

  @ParameterizedTest
  @EnumSource
  void searchesFindWhatAllProbabilitiesSay(Kind kind) {
    PathModel model = kind.fit(RAGGED, SHORT);
    float[] exact = SongClouds.probabilities(model, SONGS);
    float[] greedy = SongClouds.probabilities(model.greedy(), SONGS);
    for (int row = 0; row < SONGS.size(); row += 5) {
      float[] song = new float[3];
      SONGS.copyFeatures(row, song, 0);
      List<PathSearch.Found> all = model.top(song, 9);
      assertEquals(7, all.size());
      double above = 0;
      for (PathSearch.Found found : all) {
        assertEquals(exact[row * 7 + found.leaf()], Math.exp(found.logProbability()), 1e-5);
        assertTrue(found.logProbability() <= above);
        above = found.logProbability();
      }
      assertEquals(all.subList(0, 3), model.top(song, 3));
      assertEquals(all, model.beam(song, 7));
      assertEquals(1, greedy[row * 7 + model.beam(song, 1).get(0).leaf()]);
    }
  }

  private static int highest(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }

  @ParameterizedTest
  @EnumSource
  void oneGenreIsCertain(Kind kind) {
    Songs songs = SongClouds.gaussian(1, 20, 3, 1, 2);
    Ihct tree = Ihct.ofTiers(new int[][] {{0}});
    PathModel model = kind.fit(Training.of(songs, songs).with(tree).with(SHORT));
    float[] probabilities = SongClouds.probabilities(model, songs);
    float[] ones = new float[20];
    Arrays.fill(ones, 1);
    assertArrayEquals(ones, probabilities);
    assertArrayEquals(ones, SongClouds.probabilities(model.greedy(), songs));
  }

  @ParameterizedTest
  @EnumSource
  void aStoppedTrainingKeepsItsBestEpoch(Kind kind) {
    PathModel oneEpoch = kind.fit(RAGGED, TrainingOptions.of(1, 100, 0.01, 2));
    EpochListener button =
        new EpochListener() {
          private int batches;

          @Override
          public void batch(int songs, double loss) {
            if (++batches == 4) {
              Thread.currentThread().interrupt();
            }
          }
        };
    Training nine =
        Training.of(SONGS, SONGS)
            .with(RAGGED)
            .with(TrainingOptions.of(9, 100, 0.01, 2))
            .with(button);
    PathModel stopped = kind.fit(nine);
    assertTrue(Thread.interrupted(), "The flag was cleared.");
    assertTrue(nine.stopped());
    assertArrayEquals(
        SongClouds.probabilities(oneEpoch, SONGS), SongClouds.probabilities(stopped, SONGS));
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> kind.fit(RAGGED, SHORT));
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @EnumSource
  void aModelOfAnotherTreeIsRefused(Kind kind, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.zip");
    ModelWriter.write(file, kind.fit(RAGGED, SHORT), Map.of());
    try (ModelReader in = ModelReader.open(file)) {
      String message = assertThrows(IOException.class, () -> kind.load(in, FLAT)).getMessage();
      assertTrue(message.contains("and its tree has 7 children to choose from"), message);
    }
  }

  @Test
  void trainingThatDivergesIsNoticed() {
    TrainingOptions wild = TrainingOptions.of(3, 32, 1e20, 5);
    assertThrows(TrainingDivergedException.class, () -> Kind.RNN_SIBLINGS.fit(RAGGED, wild));
  }
}
