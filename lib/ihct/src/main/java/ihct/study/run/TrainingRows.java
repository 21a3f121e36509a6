package ihct.study.run;

import ihct.data.Leak;
import ihct.data.SongData;
import ihct.files.RunListener;
import ihct.files.UserErrors;
import ihct.loading.Reading;
import ihct.models.Kind;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitLeak;
import ihct.study.fold.Fold;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * The training part of a saved run, which holds only the names of its files and fingerprints of
 * what was in them: the files are read and parted again.
 *
 * @param songs unscaled, with genres and with coarse names; null if they cannot be had any more
 * @param hasIds whether ids tell them apart
 * @param why they cannot; null if they can
 */
record TrainingRows(List<Songs> songs, boolean hasIds, String why) {

  /** Reads the files of a run, or simulates its songs; those on which a kind was trained. */
  static TrainingRows of(SavedRun run, Kind kind, RunListener listener) throws IOException {
    listener.stage("Looking for these rows in the training part of " + run.data());
    try {
      SongData dataset =
          SongData.load(
              run.settings().data(),
              Reading.TO_LEARN.keeping(run.settings().tree().keptClasses()),
              RunListener.NONE);
      return dataset.sha256().equals(run.dataSha256())
          ? new TrainingRows(of(dataset, run.settings(), kind), dataset.hasIds(), null)
          : unknown(
              "%s gives other rows than the run had: the file was changed, or this version reads it in another way"
                  .formatted(run.data()));
    } catch (IOException | IllegalArgumentException e) {
      return unknown(
          "the run's own rows cannot be read again: " + UserErrors.explain(e).orElse(""));
    }
  }

  private static List<Songs> of(SongData data, Settings settings, Kind kind) {
    SongSplit split =
        SongSplit.of(data.songs(), settings.split(), Fold.USUAL, settings.isStratified());
    return Stream.concat(
            Stream.of(split.train()),
            kind.readsCoarse() ? Fold.coarseToTrain(data, split).stream() : Stream.empty())
        .toList();
  }

  private static TrainingRows unknown(String why) {
    return new TrainingRows(null, false, why);
  }

  /** Looks for other rows among these; null if these cannot be had. */
  Leak leakTo(SongData others, List<String> genres) {
    if (songs == null) {
      return null;
    }
    Leak leak = Leak.of(SplitLeak.of(songs, others.songs().withGenres(genres)));
    return hasIds && others.hasIds() ? leak : leak.withoutIds();
  }
}
