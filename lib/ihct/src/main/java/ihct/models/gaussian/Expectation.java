package ihct.models.gaussian;

import ihct.threads.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Expectation maximisation: coarse songs count in each genre by how likely they are of it, and
 * genres are measured anew with them, {@value #ROUNDS} times.
 */
final class Expectation {

  static final int ROUNDS = 8;

  /** Into how many parts songs are shared among threads, however many there are. */
  private static final int PARTS = 16;

  /** Sums of all parts together; more genres are summed in fewer parts. */
  private static final int SUMS = 1 << 24;

  /** What a song adds to a genre is left out below. */
  private static final double LEAST = 1e-9;

  private final ClassMoments fine;
  private final double[] shares;
  private final Points coarse;
  private final CoarseLinks links;
  private final Team team;

  /** Where blocks of songs with one coarse name begin, and where the last of them ends. */
  private final int[] blocks;

  /**
   * Prepares.
   *
   * @param fine songs with genres
   * @param coarse songs with coarse names, sorted by these
   */
  Expectation(Points fine, Points coarse, CoarseLinks links, Team team) {
    this.fine = ClassMoments.of(fine);
    this.shares = Logs.ofShares(fine.counts());
    this.coarse = coarse;
    this.links = links;
    this.team = team;
    List<Integer> starts = new ArrayList<>();
    for (int row = 0, first = 0; row < coarse.size(); row++) {
      if (row == 0 || row - first == Block.ROWS || coarse.label(row) != coarse.label(first)) {
        first = row;
        starts.add(row);
      }
    }
    starts.add(coarse.size());
    this.blocks = starts.stream().mapToInt(row -> row).toArray();
  }

  /**
   * Measures genres by all songs. Cost: rounds × O(m·N·d²) for m coarse songs.
   *
   * @param weight of a coarse song beside one with a genre
   * @param prior s of {@link ClassDensities#fit}
   */
  ClassMoments moments(double weight, double prior) {
    ClassMoments moments = fine;
    for (int round = 0; weight > 0 && round < ROUNDS; round++) {
      moments = round(ClassDensities.fit(moments, prior), weight);
    }
    return moments;
  }

  private ClassMoments round(ClassDensities densities, double weight) {
    int genres = fine.classes();
    int d = fine.dimension();
    int all = blocks.length - 1;
    int parts = Math.max(1, Math.min(Math.min(PARTS, all), SUMS / (genres * Block.columns(d))));
    ClassMoments[] sums = new ClassMoments[parts];
    int[][] candidates = candidates(densities.seen());
    team.each(
        "measuring genres",
        parts,
        (part, thread) -> {
          sums[part] = new ClassMoments(genres, d);
          Block block = new Block(genres, d);
          int end = (int) ((long) (part + 1) * all / parts);
          for (int i = (int) ((long) part * all / parts); i < end; i++) {
            add(
                blocks[i],
                blocks[i + 1] - blocks[i],
                block,
                densities,
                candidates,
                weight,
                sums[part]);
          }
        });
    ClassMoments whole = new ClassMoments(genres, d);
    whole.add(fine);
    Arrays.stream(sums).forEach(whole::add);
    return whole;
  }

  /** By coarse name, the genres that its songs may be of. */
  private int[][] candidates(int[] seen) {
    return Arrays.stream(links.logs())
        .map(link -> IntStream.of(seen).filter(c -> link[c] > Double.NEGATIVE_INFINITY).toArray())
        .toArray(int[][]::new);
  }

  private void add(
      int first,
      int rows,
      Block block,
      ClassDensities densities,
      int[][] candidates,
      double weight,
      ClassMoments sums) {
    int name = coarse.label(first);
    int[] genres = candidates[name];
    double[] link = links.logs()[name];
    double[] addends = new double[link.length];
    for (int c : genres) {
      addends[c] = shares[c] + link[c];
    }
    block.fill(coarse.values(), first, rows);
    densities.logDensities(block, genres, addends);
    block.share(genres, 1);
    for (int row = 0; row < rows; row++) {
      for (int c : genres) {
        double share = weight * block.log(c, row);
        if (share >= LEAST) {
          sums.add(c, share, block.bySong(), row * Block.columns(fine.dimension()));
        }
      }
    }
  }
}
