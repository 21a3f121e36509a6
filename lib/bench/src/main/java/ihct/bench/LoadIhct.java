package ihct.bench;

import ihct.loading.LoadingOptions;
import ihct.loading.SongLoader;
import ihct.songs.Songs;
import java.nio.file.Path;
import java.util.List;

/** A CSV file to songs, by {@link SongLoader}. */
final class LoadIhct {

  private LoadIhct() {}

  static void measure(Arguments arguments, Result result) throws Exception {
    Path file = arguments.file("csv");
    for (int i = 0; i < arguments.number("warm"); i++) {
      load(file);
    }
    Songs songs = result.repeated(arguments.number("runs"), () -> load(file));
    result.work(arguments.number("rows"));
    result.proof("rows", songs.size());
    for (int j = 0; j < songs.dimension(); j++) {
      double sum = 0;
      for (int row = 0; row < songs.size(); row++) {
        sum += songs.feature(row, j);
      }
      result.proof("sum of " + songs.features().get(j), sum);
    }
  }

  private static Songs load(Path file) throws Exception {
    return SongLoader.load(List.of(file), LoadingOptions.everything()).songs();
  }
}
