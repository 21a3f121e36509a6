package ihct.bench;

import ihct.files.RunListener;
import ihct.hierarchy.Ihct;
import ihct.models.Training;
import ihct.models.TrainingOptions;
import ihct.models.networks.Dense;
import ihct.models.networks.TreeSoftmax;
import ihct.songs.Songs;
import ihct.tree.GenreTree;
import ihct.tree.TreeSettings;
import java.util.function.Consumer;

/** Training steps of very many genres, as users run them. */
final class ManyGenres {

  private ManyGenres() {}

  static void measureDense(Arguments arguments, Result result) throws Exception {
    measure(arguments, result, Dense::fit);
  }

  /** The tree is made of the same songs, before the time counts. */
  static void measureTree(Arguments arguments, Result result) throws Exception {
    SongRows rows = SongRows.read(arguments.file("songs"));
    Songs songs = rows.songs(0, rows.rows());
    TreeSettings settings =
        TreeSettings.parse("ward", "whitened", "fastest").withSource("two-level", 1);
    TrainingOptions unused = TrainingOptions.paper();
    Ihct tree = GenreTree.of(settings, songs, rows.none(), unused, RunListener.NONE).ihct();
    measure(arguments, result, training -> TreeSoftmax.fit(training.with(tree)));
  }

  private static void measure(Arguments arguments, Result result, Consumer<Training> fit)
      throws Exception {
    SongRows rows = SongRows.read(arguments.file("songs"));
    int batch = arguments.number("batch");
    Songs songs = rows.songs(0, batch * (arguments.number("warm") + arguments.number("steps")));
    Steps steps = new Steps(arguments.number("warm"));
    TrainingOptions options = TrainingOptions.of(1, batch, 0.001, 1);
    result.watched(() -> fit.accept(Training.of(songs, rows.none()).with(options).with(steps)));
    result.work(batch);
    result.seconds(steps.seconds());
    result.proof("loss of the last step", steps.loss());
  }
}
