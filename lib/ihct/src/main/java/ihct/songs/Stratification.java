package ihct.songs;

import ihct.keys.LongIndex;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Moves whole groups between the parts of a drawn split, so that no genre is missing there. */
final class Stratification {

  /** From so many groups on a genre gets one in the test. */
  private static final int ENOUGH = 3;

  private final int[] rows;
  private final int[] groupOfRow;
  private final double[] draw;
  private final Part[] part;

  // By genre its groups, and how many of them each part has; by group its genres.
  private final List<List<Integer>> groups;
  private final int[][] count;
  private final List<List<Integer>> genres = new ArrayList<>();

  private Stratification(Songs songs, int[] rows, long[] keys, long fold, Part[] parts) {
    this.rows = rows;
    LongIndex index = new LongIndex();
    groupOfRow = IntStream.of(rows).map(row -> index.add(keys[row])).toArray();
    draw = new double[index.size()];
    part = new Part[index.size()];
    int n = songs.genres().size();
    groups = IntStream.range(0, n).<List<Integer>>mapToObj(genre -> new ArrayList<>()).toList();
    count = new int[n][Part.values().length];
    LongIndex pairs = new LongIndex();
    for (int i = 0; i < rows.length; i++) {
      Stop.check("splitting songs");
      int group = groupOfRow[i];
      if (group == genres.size()) {
        draw[group] = SongSplit.draw(keys[rows[i]], fold);
        part[group] = parts[rows[i]];
        genres.add(new ArrayList<>(1));
      }
      int genre = songs.genre(rows[i]);
      int known = pairs.size();
      if (pairs.add(((long) group << Integer.SIZE) | genre) == known) {
        genres.get(group).add(genre);
        groups.get(genre).add(group);
        count[genre][part[group].ordinal()]++;
      }
    }
  }

  /**
   * Gives every genre a group to train on, and those of {@value #ENOUGH} groups or more one in the
   * test. A group goes there only from where its other genres can spare it; the few that nothing
   * can be given to, as all their groups are somebody's last, stay without. Cost: O(n log n).
   *
   * @param rows that may be moved, all of a group in one part
   * @param keys by row of all songs, its group's key
   * @param toTest whether rows may go to the test, too
   * @param parts by row of all songs; changed
   */
  static void apply(Songs songs, int[] rows, long[] keys, long fold, boolean toTest, Part[] parts) {
    Stratification to = new Stratification(songs, rows, keys, fold, parts);
    List<Integer> rareFirst =
        IntStream.range(0, to.groups.size())
            .boxed()
            .sorted(Comparator.comparingInt(genre -> to.groups.get(genre).size()))
            .toList();
    Comparator<Integer> byDraw =
        Comparator.<Integer>comparingDouble(group -> to.draw[group])
            .thenComparingLong(group -> group);
    for (int genre : rareFirst) {
      if (to.lacks(genre, Part.TRAIN)) {
        to.groups.get(genre).stream().min(byDraw).ifPresent(group -> to.move(group, Part.TRAIN));
      }
    }
    for (int genre : rareFirst) {
      if (toTest && to.groups.get(genre).size() >= ENOUGH && to.lacks(genre, Part.TEST)) {
        to.groups.get(genre).stream()
            .filter(to::canBeSpared)
            .max(byDraw)
            .ifPresent(group -> to.move(group, Part.TEST));
      }
    }
    for (int i = 0; i < rows.length; i++) {
      parts[rows[i]] = to.part[to.groupOfRow[i]];
    }
  }

  private boolean lacks(int genre, Part wanted) {
    return count[genre][wanted.ordinal()] == 0;
  }

  /** Whether all genres of a group have another one to train on. */
  private boolean canBeSpared(int group) {
    return part[group] != Part.TRAIN
        || genres.get(group).stream().allMatch(genre -> count[genre][Part.TRAIN.ordinal()] > 1);
  }

  private void move(int group, Part to) {
    for (int genre : genres.get(group)) {
      count[genre][part[group].ordinal()]--;
      count[genre][to.ordinal()]++;
    }
    part[group] = to;
  }
}
