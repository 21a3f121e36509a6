package ihct.songs;

import ihct.keys.LongIndex;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/**
 * How much of the test part has been seen in training, as shares of the test rows, 0…1.
 *
 * @param sameTrack rows whose track stands in the training part too, under another genre
 * @param identicalFeatures rows with a training row equal in every feature but popularity: the same
 *     recording, perhaps under another id
 * @param sameArtist rows whose artist has a training row; empty when the songs know no artists
 */
public record SplitLeak(double sameTrack, double identicalFeatures, OptionalDouble sameArtist) {

  /** Measures the leak of a split; without test rows every share is 0. Cost: O(n·d). */
  public static SplitLeak of(SongSplit split) {
    return of(split.train(), split.test());
  }

  /** Likewise of songs that were split elsewhere. */
  public static SplitLeak of(Songs trained, Songs test) {
    return of(List.of(trained), test);
  }

  /**
   * Measures how much of the songs that a model is tested on stands among the unscaled songs that
   * it was trained on, of the same features; without any every share is 0. Cost: O(n·d).
   */
  public static SplitLeak of(List<Songs> trained, Songs test) {
    LongIndex tracks = new LongIndex();
    LongIndex artists = new LongIndex();
    LongIndex sounds = new LongIndex();
    for (Songs train : trained) {
      for (int row = 0; row < train.size(); row++) {
        tracks.add(train.trackKey(row));
        if (train.hasArtists()) {
          artists.add(train.artistKey(row));
        }
      }
      for (long sound : Recordings.soundKeys(train)) {
        sounds.add(sound);
      }
    }
    long[] testSounds = Recordings.soundKeys(test);
    return new SplitLeak(
        share(test, row -> tracks.contains(test.trackKey(row))),
        share(test, row -> sounds.contains(testSounds[row])),
        test.hasArtists() && trained.stream().allMatch(Songs::hasArtists)
            ? OptionalDouble.of(share(test, row -> artists.contains(test.artistKey(row))))
            : OptionalDouble.empty());
  }

  private static double share(Songs test, IntPredicate leaks) {
    int leaking = 0;
    for (int row = 0; row < test.size(); row++) {
      leaking += leaks.test(row) ? 1 : 0;
    }
    return test.size() == 0 ? 0 : (double) leaking / test.size();
  }
}
