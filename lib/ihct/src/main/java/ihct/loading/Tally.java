package ihct.loading;

import ihct.loading.csv.Place;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Counts what is left out, and keeps the first place of each reason. Of one file, unreadable rows
 * are found twice, by their cells and later by their genres, so the earlier line counts.
 */
final class Tally {

  private final Map<Reason, Integer> rows = new EnumMap<>(Reason.class);
  private final Map<Reason, Place> first = new EnumMap<>(Reason.class);

  /** Counts one row; the place is only worked out when it may be the reason's first. */
  void count(Reason reason, Supplier<Place> place) {
    if (rows.merge(reason, 1, Integer::sum) == 1) {
      first.put(reason, place.get());
    } else if (reason == Reason.UNREADABLE_ROW) {
      Place now = place.get();
      first.computeIfPresent(reason, (why, known) -> earlier(known, now));
    }
  }

  private static Place earlier(Place known, Place other) {
    return known.file().equals(other.file()) && other.line() < known.line() ? other : known;
  }

  Map<Reason, LoadingReport.LeftOut> leftOut() {
    Map<Reason, LoadingReport.LeftOut> all = new EnumMap<>(Reason.class);
    rows.forEach(
        (reason, count) -> all.put(reason, new LoadingReport.LeftOut(count, first.get(reason))));
    return all;
  }
}
