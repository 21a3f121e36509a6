package ihct.loading;

import ihct.keys.KeyedNumbers;
import ihct.keys.Keys;
import ihct.loading.csv.Text;
import ihct.loading.schema.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Decides which rows are kept, and why the others are not, by the genres of all tracks: a row is
 * the first record of a track under a genre.
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
 *
 * <p><b>Memory.</b> Nothing for each row; at most 16 bytes for each that a cap keeps.
 */
final class Selection {

  private final KeyedNumbers tracks;
  private final List<String> genres;
  private final LoadingOptions options;
  private final Comparator<Integer> order;
  private final int[] rowsOfGenre;

  /** By genre why all its rows are left out; null for a genre that is kept. */
  private final Reason[] why;

  private final List<Integer> absent = new ArrayList<>();

  /** By genre its place from rare to common, behind all others for one that is left out. */
  private final int[] rank;

  /** By genre the least draw that the cap leaves out; null without a cap. */
  private final Long[] limit;

  private Selection(
      KeyedNumbers tracks, List<String> genres, LoadingOptions options, Comparator<Integer> order) {
    this.tracks = tracks;
    this.genres = genres;
    this.options = options;
    this.order = order;
    this.why = new Reason[genres.size()];
    this.rank = new int[genres.size()];
    this.limit = new Long[genres.size()];
    this.rowsOfGenre = new int[genres.size()];
    tracks.forEach((track, genre) -> rowsOfGenre[genre]++);
  }

  /** Selects from tracks whose genres stand in the order of their names. */
  static Selection byName(
      KeyedNumbers tracks,
      List<String> genres,
      LoadingOptions options,
      UnaryOperator<List<String>> keeping) {
    return of(tracks, genres, options, keeping, Comparator.comparing(genres::get));
  }

  /**
   * Selects from tracks.
   *
   * @param genres the names of the genres, by number
   * @param keeping selects the genres that may be kept: of all, then of those with enough tracks
   * @param order of the numbers of the genres; no two are equal
   */
  static Selection of(
      KeyedNumbers tracks,
      List<String> genres,
      LoadingOptions options,
      UnaryOperator<List<String>> keeping,
      Comparator<Integer> order) {
    Selection selection = new Selection(tracks, genres, options, order);
    selection.leaveOutGenres(keeping);
    int[] size = selection.rowsOfGenre;
    if (selection.isSingle()) {
      size = selection.chooseRarest();
    }
    selection.cap(size);
    return selection;
  }

  private boolean isSingle() {
    return options.labels() == LabelMode.SINGLE;
  }

  /** Tells why the row of a track under one of its genres is left out; null if it is kept. */
  Reason leftOut(long track, int genre) {
    if (why[genre] != null) {
      return why[genre];
    }
    if (isSingle() && tracks.least(track, rank) != genre) {
      return Reason.RARER_GENRE;
    }
    return limit[genre] != null && draw(track) >= limit[genre] ? Reason.OVER_CAP : null;
  }

  /** Lists the genres that are left, in order. */
  List<Integer> keptGenres() {
    return IntStream.range(0, why.length)
        .filter(genre -> why[genre] == null)
        .boxed()
        .sorted(order)
        .toList();
  }

  /** Lists the genres that the caller does not keep, in order. */
  List<String> absentGenres() {
    return absent.stream().sorted(order).map(genres::get).toList();
  }

  /** Says more of the reason why a row is left out. */
  String detail(Reason reason, int number) {
    String genre = Text.shortened(genres.get(number));
    int rows = rowsOfGenre[number];
    Words words = options.words();
    String noun = words.in(Text.noun(rows, "tracks"));
    return switch (reason) {
      case TOO_FEW ->
          words
              .in("genre %s has %d %s%s; at least %d are asked")
              .formatted(
                  genre,
                  rows,
                  noun,
                  rows < options.minPerGenre()
                      ? ""
                      : words.in(", too many of which have a rarer genre"),
                  options.minPerGenre());
      case OVER_CAP ->
          words
              .in("genre %s has %d %s; at most %d are kept")
              .formatted(genre, rows, noun, options.maxPerGenre());
      case NOT_IN_TREE -> words.in("genre %s").formatted(genre);
      default -> words.in("not kept under genre %s").formatted(genre);
    };
  }

  private void leaveOutGenres(UnaryOperator<List<String>> keeping) {
    Set<String> named = Set.copyOf(keeping.apply(genres));
    List<String> large =
        IntStream.range(0, why.length)
            .filter(genre -> rowsOfGenre[genre] >= options.minPerGenre())
            .mapToObj(genres::get)
            .filter(named::contains)
            .toList();
    Set<String> left = Set.copyOf(keeping.apply(large));
    for (int genre = 0; genre < why.length; genre++) {
      String name = genres.get(genre);
      boolean small = rowsOfGenre[genre] < options.minPerGenre();
      why[genre] = small ? Reason.TOO_FEW : null;
      if (!named.contains(name) || !small && !left.contains(name)) {
        why[genre] = Reason.NOT_IN_TREE;
        absent.add(genre);
      }
    }
  }

  /** Leaves out genres until each is the rarest of enough tracks; tells of how many. */
  private int[] chooseRarest() {
    List<Integer> byRarity =
        IntStream.range(0, why.length)
            .boxed()
            .sorted(Comparator.<Integer>comparingInt(g -> rowsOfGenre[g]).thenComparing(order))
            .toList();
    for (int i = 0; i < rank.length; i++) {
      int genre = byRarity.get(i);
      rank[genre] = why[genre] == null ? i : Integer.MAX_VALUE;
    }
    int[] size = chosen();
    for (int small = smallest(size); small >= 0; small = smallest(size)) {
      why[small] = Reason.TOO_FEW;
      rank[small] = Integer.MAX_VALUE;
      size = chosen();
    }
    return size;
  }

  /** Counts the tracks of which each genre is the rarest that is left. */
  private int[] chosen() {
    int[] size = new int[why.length];
    tracks.forEachTrack(
        track -> {
          int genre = tracks.least(track, rank);
          size[genre] += why[genre] == null ? 1 : 0;
        });
    return size;
  }

  /** Finds the kept genre with the fewest chosen rows, if those are too few; or −1. */
  private int smallest(int[] size) {
    int smallest = -1;
    for (int genre = 0; genre < size.length; genre++) {
      if (why[genre] == null
          && size[genre] < options.minPerGenre()
          && (smallest < 0
              || size[genre] < size[smallest]
              || (size[genre] == size[smallest] && order.compare(genre, smallest) < 0))) {
        smallest = genre;
      }
    }
    return smallest;
  }

  private void cap(int[] size) {
    SmallestDraws[] draws = new SmallestDraws[size.length];
    for (int genre = 0; genre < size.length; genre++) {
      if (why[genre] == null && size[genre] > options.maxPerGenre()) {
        draws[genre] = new SmallestDraws(options.maxPerGenre() + 1, size[genre]);
      }
    }
    if (Arrays.stream(draws).allMatch(some -> some == null)) {
      return;
    }
    tracks.forEach(
        (track, genre) -> {
          if (draws[genre] != null && leftOut(track, genre) == null) {
            draws[genre].add(draw(track));
          }
        });
    for (int genre = 0; genre < size.length; genre++) {
      limit[genre] = draws[genre] == null ? null : draws[genre].largest();
    }
  }

  /** By the track alone: a track that is drawn is drawn in all its genres, as a whole. */
  private static long draw(long track) {
    return Keys.draw(track, Keys.CAP);
  }

  /** The smallest of many draws, twice as many as are asked for at most. */
  private static final class SmallestDraws {
    private final int asked;
    private final long[] draws;
    private int count;

    /** Prepares for so many draws in all, more than are asked for. */
    private SmallestDraws(int asked, int all) {
      this.asked = asked;
      this.draws = new long[(int) Math.min(2L * asked, all)];
    }

    private void add(long draw) {
      if (count == draws.length) {
        Arrays.sort(draws);
        count = asked;
      }
      draws[count++] = draw;
    }

    private long largest() {
      Arrays.sort(draws, 0, count);
      return draws[asked - 1];
    }
  }
}
