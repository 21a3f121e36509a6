package ihct.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.models.baseline.MajorityClass;
import ihct.models.baseline.NearestCentroid;
import ihct.models.baseline.RandomGuess;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random guess, majority class and nearest centroid. */
class BaselinesTest {

  @Test
  void randomGuessesAreSpreadEvenlyOverTheGenres() {
    Songs songs = SongClouds.gaussian(20, 20_000, 2, 1, 3);
    int[] guesses = new int[20];
    for (int guess : SongClouds.predictions(RandomGuess.fit(songs, 1), songs)) {
      guesses[guess]++;
    }
    double chiSquare =
        Arrays.stream(guesses).mapToDouble(o -> (o - 1000.0) * (o - 1000) / 1000).sum();
    assertTrue(chiSquare < 43.8, "chi-square " + chiSquare + "; 0.1 % point at 19 degrees: 43.8");
  }

  @Test
  void randomGuessLosesTheLogarithmOfTheNumberOfGenres() {
    Songs songs = SongClouds.gaussian(500, 2_000, 2, 1, 4);
    float[] probabilities = SongClouds.probabilities(RandomGuess.fit(songs, 1), songs);
    double loss = 0;
    for (int row = 0; row < songs.size(); row++) {
      loss -= Math.log(probabilities[row * 500 + songs.genre(row)]) / songs.size();
    }
    // The mean excess is 1/6144; the sample adds a standard error of 0.0175/√2000 = 0.0004.
    assertEquals(Math.log(500), loss, 0.0016);
  }

  @Test
  void anotherSeedGuessesAnotherGenre() {
    Songs songs = SongClouds.gaussian(1000, 200, 2, 1, 5);
    int[] one = SongClouds.predictions(RandomGuess.fit(songs, 1), songs);
    int[] two = SongClouds.predictions(RandomGuess.fit(songs, 2), songs);
    long same = IntStream.range(0, 200).filter(i -> one[i] == two[i]).count();
    assertTrue(same <= 3, same + " of 200 equal; 0.2 are expected by chance");
    assertArrayEquals(one, SongClouds.predictions(RandomGuess.fit(songs, 1), songs));
  }

  @Test
  void majorityGivesTheTrainingFrequencies() {
    double[][] features = new double[4][1];
    Songs songs = SongClouds.of(4, new int[] {2, 0, 2, 1}, features);
    float[] probabilities = SongClouds.probabilities(MajorityClass.fit(songs), songs);
    assertArrayEquals(new float[] {.25f, .25f, .5f, 0}, Arrays.copyOf(probabilities, 4));
  }

  @Test
  void nearestCentroidIsBayesRuleForRoundClouds() {
    // Means 0 and 4; squared deviations 1, 1, 4, 4; s² = 10 / (4 songs − 2 genres) = 5.
    Songs songs = SongClouds.of(3, new int[] {0, 0, 2, 2}, new double[][] {{-1}, {1}, {2}, {6}});
    NearestCentroid model = NearestCentroid.fit(songs);
    float[] probabilities = new float[3];
    model.probabilities(new float[] {1}, 1, probabilities);
    double near = Math.exp(-1 / 10.0);
    double far = Math.exp(-9 / 10.0);
    assertEquals(near / (near + far), probabilities[0], 1e-7, "one float rounding");
    assertEquals(0, probabilities[1], "a genre without songs has no mean");
    assertEquals(far / (near + far), probabilities[2], 1e-7, "one float rounding");
    assertEquals(3, model.parameters(), "two means and one variance");
  }

  @Test
  void nearestCentroidOfLoneSongsTakesVarianceOne() {
    Songs songs = SongClouds.of(2, new int[] {0, 1}, new double[][] {{0}, {2}});
    float[] probabilities = SongClouds.probabilities(NearestCentroid.fit(songs), songs);
    assertEquals(1 / (1 + Math.exp(-2)), probabilities[0], 1e-7, "one float rounding");
  }

  @Test
  void nearestCentroidTellsDistantCloudsApart() {
    Songs songs = SongClouds.gaussian(8, 800, 6, 6, 6);
    Songs other = SongClouds.gaussian(8, 800, 6, 6, 6);
    double accuracy = SongClouds.accuracy(NearestCentroid.fit(songs), other);
    assertTrue(accuracy > 0.99, "accuracy " + accuracy);
  }

  @Test
  void farAwaySongStillGetsAnAnswer() {
    Songs songs = SongClouds.gaussian(3, 60, 2, 1, 8);
    float[] probabilities = new float[3];
    NearestCentroid.fit(songs).probabilities(new float[] {1e6f, -1e6f}, 1, probabilities);
    float sum = probabilities[0] + probabilities[1] + probabilities[2];
    assertFalse(Float.isNaN(sum));
    assertEquals(1, sum, 1e-6, "three floats");
  }
}
