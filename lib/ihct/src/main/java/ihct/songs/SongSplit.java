package ihct.songs;

import ihct.keys.Keys;
import ihct.keys.LongIndex;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Songs in three parts: about 80 % to train on, 10 % to tune on, 10 % to report once.
 *
 * <p>Where a row goes is decided by a 64-bit draw from its group's key (the {@link SplitRule} says
 * what a group is), so it depends neither on the other rows nor on their order: a song keeps its
 * part when songs are added. By {@link SplitRule#TRACK} a group is a connected set of tracks, drawn
 * by its smallest key; a track can change its part only when a recording identical to it is added.
 *
 * <p>Songs that came split ({@link Songs#isParted}) stay in their parts. If none of them is to tune
 * on, 10 % of the groups of the training part are drawn for it.
 *
 * <p>A stratified split moves whole groups after the draw, so that each genre has a row in training
 * and, if it has three groups or more, one in the test: of the groups that hold a genre the one
 * whose draw is nearest to the other part. A part that was published is never changed.
 *
 * <p>A genre that got no row to train on cannot be learnt. It is taken from the genre list of all
 * three parts, with its rows, and is named by {@link #genresWithoutTrainingRows()}; its test rows
 * stand apart. Genres can be left out so by name, to see what models make of genres that they never
 * saw: all their rows are test rows then, but for those of groups that are trained or tuned on.
 *
 * @param train the songs to learn from, about 80 % of the groups
 * @param validation the songs to tune on, about 10 % of the groups
 * @param test the songs to report on, once, about 10 % of the groups
 * @param genresWithoutTrainingRows the genres that were taken out, sorted; mostly none
 * @param rowsWithoutTrainingGenre rows that went with them
 * @param unseenTest those of them to test on, whose genres are the ones that were taken out
 */
public record SongSplit(
    SplitRule rule,
    Songs train,
    Songs validation,
    Songs test,
    List<String> genresWithoutTrainingRows,
    int rowsWithoutTrainingGenre,
    Songs unseenTest) {

  private static final double TRAIN_SHARE = 0.8;
  private static final double TRAIN_SHARE_BESIDE_TEST = 0.9;
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
    return of(songs, rule, fold, false);
  }

  /**
   * Splits songs as {@link #of(Songs, SplitRule, long)} does.
   *
   * @param stratified whether groups are moved, so that no genre is missing in training and, if it
   *     has three groups or more, in the test
   */
  public static SongSplit of(Songs songs, SplitRule rule, long fold, boolean stratified) {
    return of(songs, rule, fold, stratified, Set.of());
  }

  /**
   * Splits songs as {@link #of(Songs, SplitRule, long)} does.
   *
   * @param leftOut genres that nothing is to be learnt of
   * @throws IllegalArgumentException besides, if the songs have no such genre
   */
  public static SongSplit of(
      Songs songs, SplitRule rule, long fold, boolean stratified, Set<String> leftOut) {
    for (String genre : leftOut) {
      if (!songs.genres().contains(genre)) {
        throw new IllegalArgumentException(
            "\"%s\" is to be left out, and is none of the %d genres; they are such as %s."
                .formatted(
                    genre, songs.genres().size(), songs.genres().stream().limit(5).toList()));
      }
    }
    long[] groups = rule.groups(songs);
    boolean isTuned =
        songs.isParted() && rows(songs, r -> songs.part(r) == Part.VALIDATION).length > 0;
    Part[] part = new Part[groups.length];
    for (int row = 0; row < part.length; row++) {
      Stop.check("splitting songs");
      part[row] =
          songs.isParted()
              ? published(songs.part(row), isTuned, draw(groups[row], fold))
              : drawn(draw(groups[row], fold));
    }
    if (stratified && !isTuned) {
      int[] free = rows(songs, r -> !songs.isParted() || songs.part(r) == Part.TRAIN);
      Stratification.apply(songs, free, groups, fold, !songs.isParted(), part);
    }
    if (!Arrays.asList(part).contains(Part.TRAIN)) {
      throw new IllegalArgumentException(
          songs.isParted()
              ? "None of %d rows is published to train on; write which are.".formatted(songs.size())
              : "None of %d rows fell into the training part of a split by %s; load more songs."
                  .formatted(songs.size(), rule));
    }
    return of(songs, rule, part, groups, leftOut);
  }

  private static SongSplit of(
      Songs songs, SplitRule rule, Part[] part, long[] groups, Set<String> leftOut) {
    Songs train = part(songs, part, Part.TRAIN);
    int[] trainingRows = train.rowsPerGenre();
    List<String> learnable = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    for (int g = 0; g < trainingRows.length; g++) {
      String genre = songs.genres().get(g);
      (trainingRows[g] > 0 && !leftOut.contains(genre) ? learnable : lost).add(genre);
    }
    Songs validation = part(songs, part, Part.VALIDATION);
    Songs test = part(songs, part, Part.TEST);
    Songs unseen = unseen(songs, part, groups, leftOut).withGenres(lost);
    if (!lost.isEmpty()) {
      train = train.withGenres(learnable);
      validation = validation.withGenres(learnable);
      test = test.withGenres(learnable);
    }
    int lostRows = songs.size() - train.size() - validation.size() - test.size();
    return new SongSplit(rule, train, validation, test, lost, lostRows, unseen);
  }

  /** Rows to test on, and those of genres left out whose groups are not trained or tuned on. */
  private static Songs unseen(Songs songs, Part[] part, long[] groups, Set<String> leftOut) {
    boolean[] isOut = new boolean[songs.genres().size()];
    for (int genre = 0; genre < isOut.length; genre++) {
      isOut[genre] = leftOut.contains(songs.genres().get(genre));
    }
    LongIndex seen = new LongIndex();
    for (int row = 0; row < part.length; row++) {
      if (part[row] != Part.TEST && !isOut[songs.genre(row)]) {
        seen.add(groups[row]);
      }
    }
    return songs.rows(
        rows(
            songs,
            row ->
                part[row] == Part.TEST || isOut[songs.genre(row)] && !seen.contains(groups[row])));
  }

  private static Part drawn(double draw) {
    if (draw < TRAIN_SHARE) {
      return Part.TRAIN;
    }
    return draw < TRAIN_AND_VALIDATION_SHARE ? Part.VALIDATION : Part.TEST;
  }

  private static Part published(Part part, boolean isTuned, double draw) {
    boolean isTaken = part == Part.TRAIN && !isTuned && draw >= TRAIN_SHARE_BESIDE_TEST;
    return isTaken ? Part.VALIDATION : part;
  }

  /** The draw of a group, 0…1, which decides on its part. */
  static double draw(long group, long fold) {
    return Keys.unit(Keys.draw(group, Keys.SPLIT + fold));
  }

  private static Songs part(Songs songs, Part[] part, Part wanted) {
    return songs.rows(rows(songs, row -> part[row] == wanted));
  }

  private static int[] rows(Songs songs, IntPredicate wanted) {
    return IntStream.range(0, songs.size()).filter(wanted).toArray();
  }
}
