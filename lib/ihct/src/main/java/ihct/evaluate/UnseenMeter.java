package ihct.evaluate;

import ihct.hierarchy.Ihct;
import ihct.hierarchy.ParentCluster;
import ihct.metrics.Effect;
import ihct.metrics.PairedBootstrap;
import ihct.metrics.TierSums;
import ihct.models.GenreClassifier;
import ihct.models.HardClassifier;
import ihct.songs.Songs;
import ihct.songs.SplitRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * Measures trained models on songs of genres that they never saw, by the parents of these genres.
 * Two answers are compared: the cluster of the largest summed probability in the parent's tier, and
 * the cluster of that tier that holds the most probable genre.
 */
public final class UnseenMeter {

  private static final int RESAMPLES = 10_000;
  private static final long SEED = 1;

  private final Songs songs;
  private final long[] groups;
  private final Ihct tree;
  private final List<ParentCluster> parents;

  private UnseenMeter(Songs songs, long[] groups, Ihct tree, List<ParentCluster> parents) {
    this.songs = songs;
    this.groups = groups;
    this.tree = tree;
    this.parents = parents;
  }

  /**
   * What was measured.
   *
   * @param scores of all songs, and genre by genre
   * @param outcomes {@link Measure#UNSEEN} of each song; of its group, and its genre among those
   *     with a place
   */
  public record Found(UnseenScores scores, Outcomes outcomes) {}

  /**
   * Prepares to measure, and takes songs of one artist as one group where all artists are known, or
   * else those of one track.
   *
   * @param songs any, scaled as those that models are trained on; those of genres without a place
   *     are passed over
   * @param tree over the genres that models know
   * @param places of genres that models never saw
   */
  public static UnseenMeter of(Songs songs, Ihct tree, SortedMap<String, ParentCluster> places) {
    return of(songs, songs.hasArtists() ? SplitRule.ARTIST : SplitRule.TRACK, tree, places);
  }

  /** The same by groups of songs as a split has them. */
  public static UnseenMeter of(
      Songs songs, SplitRule rule, Ihct tree, SortedMap<String, ParentCluster> places) {
    List<String> genres = songs.genres().stream().filter(places::containsKey).toList();
    Songs some = songs.withGenres(genres);
    return new UnseenMeter(
        some, rule.groups(some), tree, genres.stream().map(places::get).toList());
  }

  /** The songs that are measured; their genres are those with a place. */
  public Songs songs() {
    return songs;
  }

  /**
   * Measures a model.
   *
   * @return how well it did; null if there are no songs to measure it on
   */
  public Found measure(GenreClassifier model) throws IOException {
    if (songs.size() == 0) {
      return null;
    }
    Outcomes outcomes = new Outcomes(Measure.UNSEEN, groups, songs.y());
    Evaluator.predict(model, songs, () -> reader(outcomes));
    return new Found(scores(outcomes, model instanceof HardClassifier), outcomes);
  }

  private Evaluator.RowReader reader(Outcomes outcomes) {
    TierSums sums = new TierSums(tree);
    return (row, probabilities, offset) -> {
      int[] clusters = new int[tree.tiers()];
      sums.answer(probabilities, offset, clusters);
      ParentCluster parent = parents.get(songs.genre(row));
      int best = clusters[tree.tiers() - 1]; // of the last tier, the most probable genre
      boolean right = best >= 0 && tree.cluster(parent.tier(), best) == parent.cluster();
      return () -> {
        outcomes.set(0, row, clusters[parent.tier() - 1] == parent.cluster() ? 1 : 0);
        outcomes.set(1, row, right ? 1 : 0);
      };
    };
  }

  private UnseenScores scores(Outcomes outcomes, boolean answersAlone) {
    double[] summed = outcomes.of(Measure.UNSEEN_SUM);
    double[] likeliest = outcomes.of(Measure.UNSEEN_ARGMAX);
    Effect difference =
        answersAlone
            ? null
            : PairedBootstrap.of(summed, likeliest, groups).difference(RESAMPLES, SEED);
    Map<String, UnseenScores.OfGenre> genres = new LinkedHashMap<>();
    List<List<Integer>> rows = new ArrayList<>();
    parents.forEach(parent -> rows.add(new ArrayList<>()));
    IntStream.range(0, songs.size()).forEach(row -> rows.get(songs.genre(row)).add(row));
    for (int genre = 0; genre < parents.size(); genre++) {
      int[] own = rows.get(genre).stream().mapToInt(Integer::intValue).toArray();
      if (own.length > 0) {
        genres.put(
            songs.genres().get(genre),
            new UnseenScores.OfGenre(
                parents.get(genre).name(),
                parents.get(genre).tier(),
                own.length,
                answersAlone ? null : share(summed, own),
                share(likeliest, own)));
      }
    }
    int[] all = IntStream.range(0, songs.size()).toArray();
    return new UnseenScores(
        songs.size(),
        answersAlone ? null : share(summed, all),
        share(likeliest, all),
        difference,
        genres);
  }

  /** Sums of ones are exact in any order. */
  private static double share(double[] right, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> right[row]).sum() / rows.length;
  }
}
