package ihct.songs;

import java.util.Locale;
import java.util.Optional;

/** One of the three parts that songs are split into. */
public enum Part {
  /** To learn from. */
  TRAIN,
  /** To tune on. */
  VALIDATION,
  /** To report once. */
  TEST;

  /**
   * {@return the part that a word stands for in published tables, whatever its case; not of
   * "development" and "evaluation", which different fields use for different parts}
   */
  public static Optional<Part> of(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "train", "training", "trn", "tr" -> Optional.of(TRAIN);
      case "validation", "validate", "valid", "val", "dev" -> Optional.of(VALIDATION);
      case "test", "testing", "tst", "te" -> Optional.of(TEST);
      default -> Optional.empty();
    };
  }
}
