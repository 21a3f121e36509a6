package ihct.study.run;

import ihct.files.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Results of a run that takes too long for a notebook: made once, and kept with the library beside
 * the command that makes them again. What they hold else, songs, options and version, stands in
 * each of them.
 */
public final class KeptResults {

  /** What the first line says; the others are those of results.jsonl. */
  private record Origin(String command, String made) {}

  private final Origin origin;
  private final List<RunRecord> records;

  private KeptResults(Origin origin, List<RunRecord> records) {
    this.origin = origin;
    this.records = records;
  }

  /**
   * Reads the training of Dense and the RNN on the 200 simulated genres of profile default, over
   * many more epochs than the profile has.
   *
   * @return results of the models "dense", "rnn" and "rnn-greedy", with their curves
   * @throws IOException never, unless the library is damaged
   */
  public static KeptResults rnn() throws IOException {
    try (InputStream in = KeptResults.class.getResourceAsStream("rnn-learnt.jsonl")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      List<RunRecord> records = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        records.add(RecordLines.parse(line));
      }
      return new KeptResults(Json.parse(lines.get(0), Origin.class), List.copyOf(records));
    }
  }

  /**
   * What makes them again.
   *
   * @return a command, called in the checkout
   */
  public String command() {
    return origin.command();
  }

  /**
   * Gives a model's result.
   *
   * @param model its name, such as "rnn"
   * @return the result, with the curve and all conditions
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public RunRecord record(String model) {
    return records.stream()
        .filter(record -> record.model().equals(model))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no result of \"%s\" here; there are %s."
                        .formatted(model, records.stream().map(RunRecord::model).toList())));
  }

  /** Date, version, command and songs, in two lines. */
  @Override
  public String toString() {
    Conditions all = records.get(0).conditions();
    return "Made on %s by version %s: %s%non %s, SHA-256 %s"
        .formatted(origin.made(), all.version(), command(), all.data(), all.dataSha256());
  }
}
