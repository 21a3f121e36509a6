package ihct.loading;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counts what is left out, and keeps the first place of each reason. */
final class Tally {

  private final Map<Reason, Integer> rows = new EnumMap<>(Reason.class);
  private final Map<Reason, Place> first = new EnumMap<>(Reason.class);

  /** Counts one row; the place is only worked out when it is the reason's first. */
  void count(Reason reason, Supplier<Place> place) {
    if (rows.merge(reason, 1, Integer::sum) == 1) {
      first.put(reason, place.get());
    }
  }

  Map<Reason, LoadingReport.LeftOut> leftOut() {
    Map<Reason, LoadingReport.LeftOut> all = new EnumMap<>(Reason.class);
    rows.forEach(
        (reason, count) -> all.put(reason, new LoadingReport.LeftOut(count, first.get(reason))));
    return all;
  }
}
