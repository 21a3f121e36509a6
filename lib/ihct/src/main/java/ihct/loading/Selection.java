package ihct.loading;

import ihct.keys.Keys;
import ihct.loading.csv.Text;
import ihct.loading.schema.Words;
import ihct.stopping.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Decides which of the collected rows are kept, and why the others are not.
 *
 * <p>The rules come in this order, and none depends on the order of the rows. "First" is by the
 * order of genres that the caller gives, such as that of their names:
 *
 * <ol>
 *   <li>A genre that the caller does not keep is left out; so is one that he does not keep once
 *       those of the next rule are gone.
 *   <li>A genre with fewer tracks than the least number is left out.
 *   <li>By {@link LabelMode#SINGLE} each track goes to the rarest of its genres that are left:
 *       fewest rows after these rules, of equal ones the first. A genre may lose so many tracks to
 *       rarer ones that it falls below the least number itself. Then the smallest such genre (of
 *       equal ones the first) is left out, its tracks go to the rarest of their other genres, and
 *       so on until every genre left is large enough.
 *   <li>A genre with more rows than the largest number keeps those with the smallest draws from
 *       their track's key. The cap comes last, so that it does not throw away tracks that would
 *       have had room.
 * </ol>
 */
final class Selection {

  private final Collected rows;
  private final LoadingOptions options;
  private final Reason[] leftOut;
  private final boolean[] kept;
  private final int[] rowsOfGenre;
  private final List<Integer> absent = new ArrayList<>();
  private final Comparator<Integer> order;

  private Selection(Collected rows, LoadingOptions options, Comparator<Integer> order) {
    this.rows = rows;
    this.order = order;
    this.options = options;
    this.leftOut = new Reason[rows.rows()];
    this.kept = new boolean[rows.genres.size()];
    this.rowsOfGenre = new int[rows.genres.size()];
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      rowsOfGenre[rows.genre(row)]++;
    }
  }

  /** Selects from rows whose genres stand in the order of their names. */
  static Selection byName(
      Collected rows, LoadingOptions options, UnaryOperator<List<String>> keeping) {
    return of(rows, options, keeping, Comparator.comparing(rows.genres::get));
  }

  /**
   * Selects from rows.
   *
   * @param keeping selects the genres that may be kept: of all, then of those with enough tracks
   * @param order of the numbers of the genres; no two are equal
   */
  static Selection of(
      Collected rows,
      LoadingOptions options,
      UnaryOperator<List<String>> keeping,
      Comparator<Integer> order) {
    Selection selection = new Selection(rows, options, order);
    selection.leaveOutGenres(keeping);
    if (options.labels() == LabelMode.SINGLE) {
      selection.chooseRarest();
    }
    selection.cap();
    return selection;
  }

  /** Lists the rows that are kept, in the order in which they were collected. */
  int[] keptRows() {
    int[] some = new int[leftOut.length];
    int count = 0;
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      if (leftOut[row] == null) {
        some[count++] = row;
      }
    }
    return Arrays.copyOf(some, count);
  }

  /** Lists the genres that are left, in order. */
  List<Integer> keptGenres() {
    return IntStream.range(0, kept.length)
        .filter(genre -> kept[genre])
        .boxed()
        .sorted(order)
        .toList();
  }

  /** Lists the genres that the caller does not keep, in order. */
  List<String> absentGenres() {
    return absent.stream().sorted(order).map(rows.genres::get).toList();
  }

  /** Counts the rows that are left out. */
  void countInto(Tally tally) {
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      if (leftOut[row] != null) {
        int at = row;
        tally.count(leftOut[row], () -> rows.place(at, detail(at)));
      }
    }
  }

  private String detail(int row) {
    String genre = Text.shortened(rows.genres.get(rows.genre(row)));
    int tracks = rowsOfGenre[rows.genre(row)];
    Words words = options.words();
    String noun = words.in(Text.noun(tracks, "tracks"));
    return switch (leftOut[row]) {
      case TOO_FEW ->
          words
              .in("genre %s has %d %s%s; at least %d are asked")
              .formatted(
                  genre,
                  tracks,
                  noun,
                  tracks < options.minPerGenre()
                      ? ""
                      : words.in(", too many of which have a rarer genre"),
                  options.minPerGenre());
      case OVER_CAP ->
          words
              .in("genre %s has %d %s; at most %d are kept")
              .formatted(genre, tracks, noun, options.maxPerGenre());
      case NOT_IN_TREE -> words.in("genre %s").formatted(genre);
      default -> words.in("not kept under genre %s").formatted(genre);
    };
  }

  private void leaveOutGenres(UnaryOperator<List<String>> keeping) {
    Set<String> named = Set.copyOf(keeping.apply(rows.genres));
    List<String> large =
        IntStream.range(0, kept.length)
            .filter(genre -> rowsOfGenre[genre] >= options.minPerGenre())
            .mapToObj(rows.genres::get)
            .filter(named::contains)
            .toList();
    Set<String> left = Set.copyOf(keeping.apply(large));
    Reason[] why = new Reason[kept.length];
    for (int genre = 0; genre < kept.length; genre++) {
      String name = rows.genres.get(genre);
      boolean small = rowsOfGenre[genre] < options.minPerGenre();
      why[genre] = small ? Reason.TOO_FEW : null;
      if (!named.contains(name) || !small && !left.contains(name)) {
        why[genre] = Reason.NOT_IN_TREE;
        absent.add(genre);
      }
      kept[genre] = why[genre] == null;
    }
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      leftOut[row] = why[rows.genre(row)];
    }
  }

  private void chooseRarest() {
    int[] rank = ranks();
    int[] chosen = new int[rows.tracks.size()];
    int[] size = new int[kept.length];
    choose(rank, chosen, size);
    int small = smallest(size, rank);
    while (small >= 0) {
      Stop.check("selecting songs");
      kept[small] = false;
      for (int row = 0; row < leftOut.length; row++) {
        Stop.check("selecting songs");
        if (rows.genre(row) == small && leftOut[row] == null) {
          leftOut[row] = Reason.TOO_FEW;
        }
      }
      choose(rank, chosen, size);
      small = smallest(size, rank);
    }
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      if (leftOut[row] == null && chosen[rows.track(row)] != row) {
        leftOut[row] = Reason.RARER_GENRE;
      }
    }
  }

  /** Ranks the genres from rare to common. */
  private int[] ranks() {
    List<Integer> byRarity =
        IntStream.range(0, kept.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(g -> rowsOfGenre[g]).thenComparing(order))
            .toList();
    int[] rank = new int[kept.length];
    for (int i = 0; i < rank.length; i++) {
      rank[byRarity.get(i)] = i;
    }
    return rank;
  }

  /**
   * Finds for each track the row of its rarest genre left, and counts the rows chosen per genre.
   */
  private void choose(int[] rank, int[] chosen, int[] size) {
    Arrays.fill(chosen, -1);
    Arrays.fill(size, 0);
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      int track = rows.track(row);
      if (leftOut[row] == null
          && (chosen[track] < 0 || rank[rows.genre(row)] < rank[rows.genre(chosen[track])])) {
        chosen[track] = row;
      }
    }
    for (int row : chosen) {
      if (row >= 0) {
        size[rows.genre(row)]++;
      }
    }
  }

  /** Finds the kept genre with the fewest chosen rows, if those are too few; or −1. */
  private int smallest(int[] size, int[] rank) {
    int smallest = -1;
    for (int genre = 0; genre < size.length; genre++) {
      if (kept[genre]
          && size[genre] < options.minPerGenre()
          && (smallest < 0
              || size[genre] < size[smallest]
              || (size[genre] == size[smallest] && order.compare(genre, smallest) < 0))) {
        smallest = genre;
      }
    }
    return smallest;
  }

  private void cap() {
    int[] size = new int[kept.length];
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      size[rows.genre(row)] += leftOut[row] == null ? 1 : 0;
    }
    List<long[]> draws = new ArrayList<>();
    for (int count : size) {
      draws.add(count > options.maxPerGenre() ? new long[count] : null);
    }
    int[] filled = new int[kept.length];
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      int genre = rows.genre(row);
      if (leftOut[row] == null && draws.get(genre) != null) {
        draws.get(genre)[filled[genre]++] = draw(row);
      }
    }
    draws.stream().filter(d -> d != null).forEach(Arrays::sort);
    for (int row = 0; row < leftOut.length; row++) {
      Stop.check("selecting songs");
      long[] sorted = draws.get(rows.genre(row));
      if (leftOut[row] == null && sorted != null && draw(row) >= sorted[options.maxPerGenre()]) {
        leftOut[row] = Reason.OVER_CAP;
      }
    }
  }

  /** By the track alone: a track that is drawn is drawn in all its genres, as a whole. */
  private long draw(int row) {
    return Keys.draw(rows.trackKey(row), Keys.CAP);
  }
}
