package ihct.study.run;

import ihct.files.PeakMemory;
import ihct.models.EpochResult;
import ihct.models.SavableClassifier;
import ihct.study.fold.TrainedModel;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * What training a model cost, and how it went.
 *
 * @param trainSeconds wall-clock time of training, validation included
 * @param samplesPerSecond rows that went through training steps per second of that time; a network
 *     sees a row once per epoch, other models once
 * @param epochs passes of the last network trained; 0 for a model without epochs
 * @param bestEpoch the pass whose weights the last network kept; null without epochs
 * @param parameters numbers that training chose
 * @param peakHeapMiB the Java heap's peak while this model was trained and evaluated
 * @param peakResidentMiB the process's peak since its start, native arrays included; null where the
 *     system does not tell
 * @param evaluateSeconds wall-clock time of scoring the test part
 * @param chosen with what it went on where options may leave it open, by name; see {@link
 *     SavableClassifier#chosen}. Empty in earlier results
 * @param curve every epoch of every network
 */
public record TrainingFigures(
    double trainSeconds,
    double samplesPerSecond,
    int epochs,
    Integer bestEpoch,
    long parameters,
    double peakHeapMiB,
    Double peakResidentMiB,
    double evaluateSeconds,
    Map<String, Double> chosen,
    List<EpochResult> curve) {

  /** Copies the collections. */
  public TrainingFigures {
    chosen = chosen == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(chosen));
    curve = List.copyOf(curve);
  }

  /**
   * Sums up a training and its memory so far.
   *
   * @param trainRows rows of the training part; a network sees each once per epoch
   */
  static TrainingFigures of(TrainedModel trained, int trainRows, double evaluateSeconds) {
    List<EpochResult> curve = trained.curve();
    OptionalInt best = trained.bestEpoch();
    long samples = (long) Math.max(1, curve.size()) * trainRows;
    return new TrainingFigures(
        trained.seconds(),
        samples / trained.seconds(),
        curve.isEmpty() ? 0 : curve.get(curve.size() - 1).epoch(),
        best.isPresent() ? best.getAsInt() : null,
        trained.parameters(),
        PeakMemory.heapMiB(),
        PeakMemory.residentMiB(),
        evaluateSeconds,
        trained.model() instanceof SavableClassifier model ? model.chosen() : Map.of(),
        curve);
  }
}
