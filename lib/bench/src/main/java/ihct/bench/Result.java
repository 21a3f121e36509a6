package ihct.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import ihct.files.PeakMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What one side measured, and the numbers that prove what it computed. */
final class Result {

  private final ObjectNode json = new ObjectMapper().createObjectNode();
  private final ArrayNode seconds = json.putArray("seconds");
  private final ObjectNode proof = json.putObject("proof");
  private final ObjectNode versions = json.putObject("versions");

  private final boolean profiled;

  /**
   * Starts a result.
   *
   * @param profiled whether to tell also where the time goes, which costs some
   */
  Result(boolean profiled) {
    this.profiled = profiled;
    versions.put("java", System.getProperty("java.runtime.version"));
  }

  /** Says how much work one run is, so that throughputs can be compared. */
  void work(long items) {
    json.put("items", items);
  }

  /** Runs and adds the time of one run. */
  <T> T timed(Callable<T> run) throws Exception {
    long start = System.nanoTime();
    T value = run.call();
    seconds((System.nanoTime() - start) / 1e9);
    return value;
  }

  /** Runs again and again, watched; returns what the last run gave, and holds no earlier one. */
  <T> T repeated(int runs, Callable<T> run) throws Exception {
    List<T> last = new ArrayList<>();
    watched(
        () -> {
          for (int i = 0; i < runs; i++) {
            last.clear();
            last.add(timed(run));
          }
        });
    return last.get(0);
  }

  void seconds(double one) {
    seconds.add(one);
  }

  /** What is measured, watched if the result is to tell where the time goes. */
  interface Measured {
    void run() throws Exception;
  }

  /** Runs what is measured. */
  void watched(Measured measured) throws Exception {
    if (!profiled) {
      measured.run();
      return;
    }
    try (TimeProfile profile = new TimeProfile()) {
      measured.run();
      profile.into(json);
    }
  }

  /** A number, or several, that the other side must have got as well. */
  void proof(String name, double... values) {
    ArrayNode array = proof.putArray(name);
    for (double value : values) {
      array.add(value);
    }
  }

  /** The time that the matrix products of one run take alone. */
  void limit(double secondsOfProducts) {
    json.put("limitSeconds", secondsOfProducts);
  }

  void version(String name, String version) {
    versions.put(name, version);
  }

  /** The name of a class's jar, which ends in its version. */
  void version(String name, Class<?> one) {
    String place = one.getProtectionDomain().getCodeSource().getLocation().getPath();
    version(name, place.substring(place.lastIndexOf('/') + 1));
  }

  void print() {
    Double peak = PeakMemory.residentMiB();
    if (peak != null) {
      json.put("peakMiB", peak);
    }
    System.out.println();
    System.out.println(json);
  }
}
