package ihct.study.run;

import ihct.data.DataSettings;
import ihct.data.SongData;
import ihct.evaluate.ScoredPart;
import ihct.files.Build;
import ihct.files.Names;
import ihct.files.RunListener;
import ihct.loading.schema.Words;
import ihct.models.FeatureEncoding;
import ihct.models.ForestOptions;
import ihct.models.NetworkOptions;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.device.Backend;
import ihct.songs.SongSplit;
import ihct.songs.Songs;
import ihct.songs.SplitLeak;
import ihct.songs.ZScores;
import ihct.tree.GenreTree;
import ihct.tree.TreeParts;
import java.io.IOException;
import java.util.List;

/**
 * Songs ready for models: parted, scaled by the training part's moments, with the tree over the
 * training part's genres. The unscaled parts are not kept: at paper size they are 70 MB.
 *
 * @param leak how much of the test part the training part has seen
 * @param lostGenres genres that the split dropped for want of training rows
 * @param lostRows their rows
 */
public record Prepared(
    SongData dataset,
    SplitLeak leak,
    List<String> lostGenres,
    int lostRows,
    ZScores scaling,
    Songs train,
    Songs validation,
    Songs test,
    GenreTree tree) {

  private static final int GENRES_NAMED = 10;

  public static Prepared of(Settings settings, RunListener listener) throws IOException {
    Backend.require(); // before any time is spent
    SongData dataset = SongData.load(settings.data(), listener);
    dataset.report().leftOutNotes().forEach(listener::note);
    listener.stage(
        "Splitting %d rows by %s".formatted(dataset.songs().size(), Names.of(settings.split())));
    SongSplit split = SongSplit.of(dataset.songs(), settings.split());
    check(split, dataset.words());
    ZScores scaling = ZScores.fit(split.train());
    Songs train = scaling.apply(split.train());
    Songs validation = scaling.apply(split.validation());
    Words words = dataset.words();
    listener.data(words);
    listener.stage(words.in("Building the tree of %d genres").formatted(train.genres().size()));
    GenreTree tree =
        GenreTree.of(
            settings.tree(),
            new TreeParts(train, validation, settings.training(), listener),
            dataset.genrePaths(),
            settings.data().hierarchy());
    Prepared prepared =
        new Prepared(
            dataset,
            SplitLeak.of(split),
            split.genresWithoutTrainingRows(),
            split.rowsWithoutTrainingGenre(),
            scaling,
            train,
            validation,
            scaling.apply(split.test()),
            tree);
    prepared.tellOddities(listener);
    return prepared;
  }

  private static void check(SongSplit split, Words words) {
    int genres = split.train().genres().size();
    if (genres < 2) {
      throw new IllegalArgumentException(
          words.in("%d genre has training rows; a classifier needs at least 2.").formatted(genres)
              + " Give more data or lower --min-per-genre.");
    }
    if (split.validation().size() == 0 || split.test().size() == 0) {
      throw new IllegalArgumentException(
          "The split by %s left %d validation and %d test rows of %d; each part needs at least 1."
                  .formatted(
                      Names.of(split.rule()),
                      split.validation().size(),
                      split.test().size(),
                      split.train().size() + split.validation().size() + split.test().size())
              + " Give more data, or split by smaller groups (--split track or --split row).");
    }
  }

  private void tellOddities(RunListener listener) {
    if (!scaling.constantFeatures().isEmpty()) {
      listener.note(
          "Constant in the training part, so 0 everywhere: "
              + String.join(", ", scaling.constantFeatures()));
    }
    if (!lostGenres.isEmpty()) {
      listener.note(
          dataset
              .words()
              .in(
                  "The split left %d genres without a training row; dropped with their %d rows: %s%s")
              .formatted(
                  lostGenres.size(),
                  lostRows,
                  String.join(", ", lostGenres.stream().limit(GENRES_NAMED).toList()),
                  lostGenres.size() > GENRES_NAMED ? ", …" : ""));
    }
  }

  /** A training on these songs with this tree, by the options of the run. */
  public Training training(Settings settings) {
    return Training.of(train, validation).with(tree.ihct()).with(settings.training());
  }

  public Conditions conditions(Settings settings) {
    TrainingOptions training = settings.training();
    NetworkOptions network = training.network();
    ForestOptions forest = training.forest();
    DataSettings data = settings.data();
    ScoredPart scored = ScoredPart.of(test);
    return new Conditions(
        training.seed(),
        training.batch(),
        training.learningRate(),
        Names.of(network.encoding()),
        network.encoding() == FeatureEncoding.QUANTILES ? network.bins() : null,
        network.units(),
        network.dropout(),
        network.smoothing(),
        Names.of(network.schedule()),
        network.tierWeight(),
        network.batchNorm(),
        forest.trees(),
        forest.depth() == ForestOptions.NO_LIMIT ? null : forest.depth(),
        forest.features(),
        forest.leastSongs(),
        Names.of(settings.split()),
        Names.of(data.labels()),
        data.minPerGenre(),
        data.maxPerGenre() == DataSettings.NO_CAP ? null : data.maxPerGenre(),
        train.genres().size(),
        train.size(),
        validation.size(),
        test.size(),
        scored.without(),
        scored.withFew(),
        scored.ceiling(),
        tree.source(),
        tree.linkage(),
        tree.distance(),
        tree.schedule(),
        tree.ihct().schedule(),
        tree.ihct().maxChildren(),
        train.features(),
        scaling.constantFeatures(),
        dataset.source(),
        data.isSimulated(),
        dataset.songs().sha256(),
        dataset.rowsRead(),
        dataset.rowsLeftOut(),
        lostGenres,
        leak.identicalFeatures(),
        settings.ignoredOptions(),
        Build.version(),
        Build.java(),
        Backend.describe());
  }
}
