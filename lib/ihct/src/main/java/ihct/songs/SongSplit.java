package ihct.songs;

import ihct.keys.Keys;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Songs in three parts: about 80 % to train on, 10 % to tune on, 10 % to report once.
 *
 * <p>Where a row goes is decided by a 64-bit draw from its group's key (the {@link SplitRule} says
 * what a group is), so it depends neither on the other rows nor on their order: a song keeps its
 * part when songs are added. By {@link SplitRule#TRACK} a group is a connected set of tracks, drawn
 * by its smallest key; a track can change its part only when a recording identical to it is added.
 *
 * <p>A genre that got no row to train on cannot be learnt. It is taken from the genre list of all
 * three parts, with its rows, and is named by {@link #genresWithoutTrainingRows()}.
 *
 * @param train the songs to learn from, about 80 % of the groups
 * @param validation the songs to tune on, about 10 % of the groups
 * @param test the songs to report on, once, about 10 % of the groups
 * @param genresWithoutTrainingRows the genres that were taken out, sorted; mostly none
 * @param rowsWithoutTrainingGenre rows of the validation and test parts that went with them
 */
public record SongSplit(
    SplitRule rule,
    Songs train,
    Songs validation,
    Songs test,
    List<String> genresWithoutTrainingRows,
    int rowsWithoutTrainingGenre) {

  private static final double TRAIN_SHARE = 0.8;
  private static final double TRAIN_AND_VALIDATION_SHARE = 0.9;

  /** The fold of every split that asks for none. */
  private static final long USUAL = 0;

  /** Copies the list. */
  public SongSplit {
    genresWithoutTrainingRows = List.copyOf(genresWithoutTrainingRows);
  }

  /** Splits songs by fold 0, which all else uses, as {@link #of(Songs, SplitRule, long)} does. */
  public static SongSplit of(Songs songs, SplitRule rule) {
    return of(songs, rule, USUAL);
  }

  /**
   * Splits songs anew, to see how much a result owes to the split: every fold draws the parts by
   * itself, so that a song can be tested in several folds. Cost: O(n·d).
   *
   * @param songs at least one row
   * @param rule what must stay together
   * @param fold any number; 0 is the split that all else uses
   * @throws IllegalArgumentException if there are no rows, if none of them falls into the training
   *     part, or if the rule is {@link SplitRule#ARTIST} and the songs know no artists
   */
  public static SongSplit of(Songs songs, SplitRule rule, long fold) {
    long[] groups = rule.groups(songs);
    int[] part = new int[groups.length];
    for (int row = 0; row < part.length; row++) {
      Stop.check("splitting songs");
      part[row] = part(groups[row], fold);
    }
    if (Arrays.stream(part).noneMatch(p -> p == 0)) {
      throw new IllegalArgumentException(
          "None of %d rows fell into the training part of a split by %s; load more songs."
              .formatted(songs.size(), rule));
    }
    return of(songs, rule, part);
  }

  private static SongSplit of(Songs songs, SplitRule rule, int[] part) {
    Songs train = part(songs, part, 0);
    int[] trainingRows = train.rowsPerGenre();
    List<String> learnable = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (int g = 0; g < trainingRows.length; g++) {
      (trainingRows[g] > 0 ? learnable : lost).add(songs.genres().get(g));
    }
    Songs validation = part(songs, part, 1);
    Songs test = part(songs, part, 2);
    if (!lost.isEmpty()) {
      train = train.withGenres(learnable);
      validation = validation.withGenres(learnable);
      test = test.withGenres(learnable);
    }
    int lostRows = songs.size() - train.size() - validation.size() - test.size();
    return new SongSplit(rule, train, validation, test, lost, lostRows);
  }

  private static int part(long group, long fold) {
    double drawn = Keys.unit(Keys.draw(group, Keys.SPLIT + fold));
    if (drawn < TRAIN_SHARE) {
      return 0;
    }
    return drawn < TRAIN_AND_VALIDATION_SHARE ? 1 : 2;
  }

  private static Songs part(Songs songs, int[] part, int wanted) {
    return songs.rows(IntStream.range(0, part.length).filter(r -> part[r] == wanted).toArray());
  }
}
