package ihct.models.networks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ihct.hierarchy.Ihct;
import ihct.models.ClassWeights;
import ihct.models.Kind;
import ihct.models.SavableClassifier;
import ihct.models.SongClouds;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.gaussian.CoarseLinks;
import ihct.models.train.Networks;
import ihct.songs.CoarseSongs;
import ihct.songs.Songs;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CoarseNetworksTest {

  /** Six genres in three families. */
  private static final Ihct TREE =
      Ihct.ofTiers(new int[][] {{0, 0, 1, 1, 2, 2}, {0, 1, 2, 3, 4, 5}});

  private static final TrainingOptions OPTIONS = TrainingOptions.of(6, 32, 0.01, 3);

  enum Network {
    DENSE(Dense.KIND),
    TIER_HEADS(TierHeads.KIND),
    TREE_SOFTMAX(TreeSoftmax.KIND);

    final Kind kind;

    Network(Kind kind) {
      this.kind = kind;
    }

    SavableClassifier fit(Songs fine, CoarseSongs coarse, TrainingOptions options) {
      Training training = Training.of(fine, fine.rows(new int[0])).with(TREE).with(options);
      return (SavableClassifier) kind.fit(coarse == null ? training : training.with(coarse));
    }

    float[] answers(Songs fine, CoarseSongs coarse, TrainingOptions options) {
      return SongClouds.probabilities(fit(fine, coarse, options), fine);
    }
  }

  /** Clouds whose first half is known by genre, the other by one of the names. */
  private static CoarseSongs named(Songs songs, List<List<Integer>> leaves) {
    List<String> names =
        IntStream.range(0, leaves.size()).mapToObj(name -> "name " + name).toList();
    return new CoarseSongs(
        songs.withGenreOf(
            names,
            genre ->
                IntStream.range(0, leaves.size())
                    .filter(name -> leaves.get(name).contains(genre))
                    .findFirst()
                    .orElseThrow()),
        leaves);
  }

  private static Songs part(Songs songs, int from, int to) {
    return songs.rows(IntStream.range(from, to).toArray());
  }

  /** A name of one genre says as much as the genre. */
  @ParameterizedTest
  @EnumSource
  void songsNamedByTheirGenreAreLearntLikeOthers(Network network) {
    Songs songs = SongClouds.gaussian(6, 240, 3, 1, 4);
    List<List<Integer>> each = IntStream.range(0, 6).mapToObj(List::of).toList();
    CoarseSongs named = named(part(songs, 120, 240), each);
    for (TrainingOptions options :
        List.of(
            OPTIONS.with(Networks.SMOOTHING, 0.1),
            OPTIONS.with(ClassWeights.OPTION, ClassWeights.NONE).with(Networks.BATCH_NORM, true))) {
      assertArrayEquals(
          network.answers(songs, null, options),
          SongClouds.probabilities(
              network.fit(part(songs, 0, 120), named, options.with(CoarseLinks.WEIGHT, 1.0)),
              songs));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutWeightTheyAreNotLearnt(Network network) {
    Songs songs = SongClouds.gaussian(6, 240, 3, 1, 4);
    Songs fine = part(songs, 0, 60);
    CoarseSongs coarse =
        named(part(songs, 60, 240), List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5)));
    float[] alone = network.answers(fine, null, OPTIONS);
    TrainingOptions unheard = OPTIONS.with(CoarseLinks.WEIGHT, 0.0);
    assertArrayEquals(alone, network.answers(fine, coarse, unheard));
    assertFalse(Arrays.equals(alone, network.answers(fine, coarse, OPTIONS)));
  }

  /** Few songs of each genre, and many that are only called by their family. */
  @ParameterizedTest
  @EnumSource
  void familiesHelpToTellGenres(Network network) {
    Songs songs = SongClouds.gaussian(6, 4000, 8, 0.7, 4);
    Songs fine = part(songs, 0, 18);
    Songs test = part(songs, 3000, 4000);
    CoarseSongs coarse =
        named(part(songs, 18, 3000), List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5)));
    TrainingOptions options = TrainingOptions.of(20, 64, 0.003, 3);
    double without = SongClouds.accuracy(network.fit(fine, null, options), test);
    double with = SongClouds.accuracy(network.fit(fine, coarse, options), test);
    assertTrue(with > without + 0.03, with + " after " + without);
  }

  /** A name of genres from all over the tree says nothing that a tree has in common. */
  @ParameterizedTest
  @EnumSource(names = {"TIER_HEADS", "TREE_SOFTMAX"})
  void theLossStopsWhereTheLabelStops(Network network) {
    Songs songs = SongClouds.gaussian(6, 240, 3, 1, 4);
    Songs fine = part(songs, 0, 120);
    Songs more = part(songs, 120, 240);
    List<List<Integer>> scattered = List.of(List.of(0, 2, 4), List.of(1, 3, 5));
    List<List<Integer>> others = List.of(List.of(0, 3, 5), List.of(1, 2, 4));
    assertArrayEquals(
        network.answers(fine, named(more, scattered), OPTIONS),
        network.answers(fine, named(more, others), OPTIONS));
    assertFalse(
        Arrays.equals(
            network.answers(
                fine, named(more, List.of(List.of(0, 1), List.of(2, 3, 4, 5))), OPTIONS),
            network.answers(fine, named(more, others), OPTIONS)));
  }

  /** Names whose places nobody knows are linked by the songs themselves. */
  @ParameterizedTest
  @EnumSource
  void placesAreInferred(Network network) {
    Songs songs = SongClouds.gaussian(6, 400, 3, 3, 4);
    Songs fine = part(songs, 0, 200);
    CoarseSongs known =
        named(part(songs, 200, 400), List.of(List.of(0, 1), List.of(2, 3), List.of(4, 5)));
    CoarseSongs unplaced = CoarseSongs.unplaced(known.songs());
    float[] inferred =
        network.answers(fine, known, OPTIONS.with(CoarseLinks.PLACES, CoarseLinks.Places.INFERRED));
    assertArrayEquals(network.answers(fine, unplaced, OPTIONS), inferred);
    assertFalse(Arrays.equals(network.answers(fine, null, OPTIONS), inferred));
  }
}
