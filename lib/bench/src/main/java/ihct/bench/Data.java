package ihct.bench;

import ihct.models.networks.GivenWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes the data that both sides of a pair read, once.
 *
 * <p>{@code java ihct.bench.Data KIND FILE name=value…}
 */
public final class Data {

  private Data() {}

  /**
   * Writes one file.
   *
   * @param arguments kind, file, and the settings
   * @throws IOException if it cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Arguments settings = new Arguments(arguments, 2);
    Path file = Path.of(arguments[1]);
    // Its name tells what it is to be, packed or not.
    Path unfinished = file.resolveSibling("new-" + file.getFileName());
    switch (arguments[0]) {
      case "points" -> Points.write(unfinished, settings.number("n"), settings.number("d"), 1);
      case "songs" ->
          SongRows.write(unfinished, settings.number("genres"), settings.number("rows"));
      case "csv" -> SongTable.write(unfinished, settings.number("rows"), 1);
      case "rnn" ->
          GivenWeights.writeRnn(
              unfinished,
              settings.number("d"),
              settings.number("children"),
              settings.number("tiers"));
      case "weights" -> WeightFile.write(unfinished, settings.text("sizes"));
      default -> throw new IllegalArgumentException("\"%s\" is no data.".formatted(arguments[0]));
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
