package ihct.songs;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One of the three parts that songs are split into. */
public enum Part {
  /** To learn from. */
  TRAIN,
  /** To tune on. */
  VALIDATION,
  /** To report once. */
  TEST;

  /** Not "development" and "evaluation", which different fields use for different parts. */
  private static final Map<String, Part> WORDS =
      Map.ofEntries(
          Map.entry("train", TRAIN),
          Map.entry("training", TRAIN),
          Map.entry("trn", TRAIN),
          Map.entry("tr", TRAIN),
          Map.entry("validation", VALIDATION),
          Map.entry("validate", VALIDATION),
          Map.entry("valid", VALIDATION),
          Map.entry("val", VALIDATION),
          Map.entry("dev", VALIDATION),
          Map.entry("test", TEST),
          Map.entry("testing", TEST),
          Map.entry("tst", TEST),
          Map.entry("te", TEST));

  /** {@return the part that a word stands for in published tables, whatever its case} */
  public static Optional<Part> of(String word) {
    return Optional.ofNullable(WORDS.get(word.strip().toLowerCase(Locale.ROOT)));
  }
}
