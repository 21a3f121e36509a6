package ihct.data;

import ihct.files.Rounded;
import ihct.loading.schema.Words;
import ihct.songs.SplitLeak;

/**
 * How many rows that a model is scored on it has been trained on, as shares; null where there are
 * no rows.
 *
 * @param sameTrack rows whose track stands in training, by its id; null without ids
 * @param identicalFeatures rows with a training row of the same features
 * @param sameArtist rows whose artist stands in training; null if none is known
 */
public record Leak(Double sameTrack, Double identicalFeatures, Double sameArtist) {

  /** Of no rows. */
  static final Leak NOT_MEASURED = new Leak(null, null, null);

  public static Leak of(SplitLeak leak) {
    return new Leak(
        leak.sameTrack(),
        leak.identicalFeatures(),
        leak.sameArtist().isPresent() ? leak.sameArtist().getAsDouble() : null);
  }

  /** The same of rows that cannot be told apart by ids. */
  public Leak withoutIds() {
    return new Leak(null, identicalFeatures, sameArtist);
  }

  /** Tells the shares, without a line end. */
  public String line(String rows, Words words) {
    String text =
        sameTrack == null
            ? "%s of the %s have a row of identical features in training, ids unknown"
                .formatted(percent(identicalFeatures), rows)
            : words
                .in("%s of the %s have their track in training, %s a row of identical features")
                .formatted(percent(sameTrack), rows, percent(identicalFeatures));
    return text
        + (sameArtist == null
            ? words.in(", artists unknown")
            : words.in(", %s their artist").formatted(percent(sameArtist)));
  }

  private static String percent(double share) {
    return Rounded.decimals(1, 100 * share) + " %";
  }
}
