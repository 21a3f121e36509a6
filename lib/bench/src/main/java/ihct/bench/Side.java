package ihct.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * One side of one pair: a process of its own that reads data written earlier, warms up, measures,
 * and prints one line of JSON.
 *
 * <p>{@code java ihct.bench.Side WHAT PEER name=value…}
 */
public final class Side {

  /** What a side does: measures into the result. */
  interface Subject {
    void measure(Arguments arguments, Result result) throws Exception;
  }

  private static final Map<String, Subject> SUBJECTS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("decode-dense ihct", DecodeDense::measureIhct),
              Map.entry("decode-dense pytorch", DecodeDense::measureTorch),
              Map.entry("decode-rnn ihct", RnnIhct::measureLeaves),
              Map.entry("decode-rnn pytorch", RnnTorch::measureLeaves),
              Map.entry("dense dl4j", DensePlain::measure),
              Map.entry("dense ihct", DenseIhct::measure),
              Map.entry("dense pytorch", DenseTorch::measure),
              Map.entry("forest ihct", TreeIhct::measureForest),
              Map.entry("linkage ihct", LinkageSides::measureIhct),
              Map.entry("linkage smile", LinkageSides::measureSmile),
              Map.entry("load ihct", LoadIhct::measure),
              Map.entry("many-dense ihct", ManyGenres::measureDense),
              Map.entry("many-tree ihct", ManyGenres::measureTree),
              Map.entry("rnn ihct", RnnIhct::measureSteps),
              Map.entry("rnn pytorch", RnnTorch::measureSteps),
              Map.entry("stacknet ihct", StackNetIhct::measure),
              Map.entry("stacknet pytorch", StackNetTorch::measure),
              Map.entry("tree ihct", TreeIhct::measure)));

  private Side() {}

  /**
   * Measures one side.
   *
   * @param arguments what, peer, and the settings
   * @throws Exception if it cannot be measured
   */
  public static void main(String[] arguments) throws Exception {
    String name = arguments.length < 2 ? "" : arguments[0] + " " + arguments[1];
    Subject subject = SUBJECTS.get(name);
    if (subject == null) {
      throw new IllegalArgumentException(
          "\"%s\" is no side; there are %s.".formatted(name, SUBJECTS.keySet()));
    }
    Arguments settings = new Arguments(arguments, 2);
    Result result = new Result(settings.has("profile"));
    subject.measure(settings, result);
    result.print();
    System.exit(0); // some libraries leave threads behind
  }
}
