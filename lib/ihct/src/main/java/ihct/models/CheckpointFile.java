package ihct.models;

import ihct.io.UnwritableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a {@link TrainingState}: written and checked as a model's is, and of the kind {@value
 * #KIND}. It names the run and the network it belongs to, and holds the epochs so far, the weights
 * now and at their best, and Adam's steps and moments.
 */
final class CheckpointFile {

  private static final String KIND = "checkpoint";
  private static final String REMEDY = "Delete it to train this network anew.";

  private CheckpointFile() {}

  /** Replaces the file as a whole, or leaves it as it was. */
  static void write(Path file, String run, TrainingState state) throws UnwritableException {
    ModelWriter.write(
        file,
        KIND,
        out -> {
          out.word("run", run);
          out.word("phase", state.phase());
          out.integer("epochs", state.epochs().size());
          List<EpochResult> epochs = state.epochs();
          out.doubles("loss", epochs.stream().mapToDouble(EpochResult::loss).toArray());
          out.doubles(
              "accuracy", epochs.stream().mapToDouble(EpochResult::validationAccuracy).toArray());
          out.ints("best", epochs.stream().mapToInt(epoch -> epoch.best() ? 1 : 0).toArray());
          out.doubles("seconds", epochs.stream().mapToDouble(EpochResult::seconds).toArray());
          out.floats("weights", state.weights());
          out.floats("best-weights", state.bestWeights());
          out.integer("steps", state.learner().steps());
          out.integer("moments", state.learner().moments().length);
          out.floats("moments", state.learner().moments());
        });
  }

  /**
   * Reads a file and checks that it is whole and belongs to the run and the network.
   *
   * @param weights how many the network has
   * @throws UnreadableModelException if not; the message names the file, the reason and what to do
   */
  static TrainingState read(Path file, String run, String phase, int weights) throws IOException {
    try (ModelReader in = ModelReader.open(file, KIND, REMEDY)) {
      in.requireKind(KIND);
      if (!in.is("run", run)) {
        throw in.damaged("it belongs to a run with other settings, data or version");
      }
      if (!in.is("phase", phase)) {
        throw in.damaged("it is of another network than " + phase);
      }
      int count = in.integer("epochs", 1, Integer.MAX_VALUE);
      double[] loss = in.doubles("loss", count);
      double[] accuracy = in.anyDoubles("accuracy", count);
      int[] best = in.ints("best", count, 0, 1);
      if (best[0] == 0) {
        throw in.damaged("none of its epochs was the best at first");
      }
      double[] seconds = in.doubles("seconds", count);
      List<EpochResult> epochs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        epochs.add(new EpochResult(phase, i + 1, loss[i], accuracy[i], best[i] == 1, seconds[i]));
      }
      float[] now = in.floats("weights", weights);
      float[] atBest = in.floats("best-weights", weights);
      long steps = in.anyInteger("steps");
      float[] moments = in.anyFloats("moments", in.integer("moments", 0, Integer.MAX_VALUE));
      in.end();
      return new TrainingState(phase, epochs, now, atBest, new LearnerState(steps, moments));
    }
  }
}
