package ihct.data;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import ihct.loading.schema.Words;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitLeak;
import ihct.songs.SplitRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a split would do to some songs. */
record SplitFacts(
    String split,
    int trainRows,
    int validationRows,
    int testRows,
    int genresWithoutTrainingRows,
    @JsonUnwrapped Leak leak) {

  /** Tries every split that the songs allow, or looks at the one that they came with. */
  static List<SplitFacts> of(SongData data) {
    Songs songs = data.songs();
    if (songs.isParted()) {
      return List.of(of(data, SplitRule.TRACK));
    }
    List<SplitFacts> facts = new ArrayList<>();
    for (SplitRule rule : SplitRule.values()) {
      if (rule != SplitRule.ARTIST || songs.hasArtists()) {
        facts.add(of(data, rule));
      }
    }
    return facts;
  }

  private static SplitFacts of(SongData data, SplitRule rule) {
    SongSplit split = SongSplit.of(data.songs(), rule);
    return new SplitFacts(
        data.splitBy(rule, false),
        split.train().size(),
        split.validation().size(),
        split.test().size(),
        split.genresWithoutTrainingRows().size(),
        split.test().size() > 0 ? Leak.of(SplitLeak.of(split)) : Leak.NOT_MEASURED);
  }

  /** Describes the split, without a line end. */
  String line(Words words) {
    String lost =
        genresWithoutTrainingRows == 0
            ? ""
            : String.format(
                Locale.ROOT,
                ", %,d %s lost for want of training rows",
                genresWithoutTrainingRows,
                words.in("genres"));
    return String.format(
        Locale.ROOT,
        "split by %s: %,d train, %,d validation, %,d test rows%s; leak: %s",
        split,
        trainRows,
        validationRows,
        testRows,
        lost,
        testRows == 0 ? "none to measure without test rows" : leak.line("test rows", words));
  }
}
