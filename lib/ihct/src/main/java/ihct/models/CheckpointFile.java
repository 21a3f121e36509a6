package ihct.models;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The file of a {@link TrainingState}, little-endian: {@code IHCTCKPT}, a format version, the run
 * and the phase as texts, the epochs, the best accuracy, the weights now and at their best, Adam's
 * steps and moments; at the end the CRC-32C of all before it.
 */
final class CheckpointFile {

  private static final byte[] MAGIC = "IHCTCKPT".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final int EPOCH_BYTES = 3 * Double.BYTES + 1;

  private final Path file;
  private final ByteBuffer bytes;

  private CheckpointFile(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Replaces the file as a whole, or leaves it as it was. */
  static void write(Path file, String run, TrainingState state) throws IOException {
    WholeFile.replace(file, bytes(run, state));
  }

  private static ByteBuffer bytes(String run, TrainingState state) {
    byte[] runText = run.getBytes(StandardCharsets.UTF_8);
    byte[] phase = state.phase().getBytes(StandardCharsets.UTF_8);
    LearnerState learner = state.learner();
    long size =
        MAGIC.length
            + 6L * Integer.BYTES
            + runText.length
            + phase.length
            + (long) state.epochs().size() * EPOCH_BYTES
            + Double.BYTES
            + 2L * Long.BYTES
            + Float.BYTES * (2L * state.weights().length + learner.moments().length);
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(VERSION);
    out.putInt(runText.length).put(runText);
    out.putInt(phase.length).put(phase);
    out.putInt(state.epochs().size());
    for (EpochResult epoch : state.epochs()) {
      out.putDouble(epoch.loss()).putDouble(epoch.validationAccuracy());
      out.put((byte) (epoch.best() ? 1 : 0)).putDouble(epoch.seconds());
    }
    out.putDouble(state.bestAccuracy());
    out.putInt(state.weights().length);
    put(out, state.weights());
    put(out, state.bestWeights());
    out.putLong(learner.steps());
    out.putInt(learner.moments().length);
    put(out, learner.moments());
    return out.putLong(checksum(out.duplicate().flip())).flip();
  }

  private static void put(ByteBuffer out, float[] values) {
    out.asFloatBuffer().put(values);
    out.position(out.position() + Float.BYTES * values.length);
  }

  private static long checksum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return sum.getValue();
  }

  /**
   * Reads a file and checks that it is whole and belongs to the run and the network.
   *
   * @throws IllegalArgumentException if not; the message names the file, the reason and what to do
   */
  static TrainingState read(Path file, String run, String phase, int weights) throws IOException {
    return new CheckpointFile(file, ByteBuffer.wrap(Files.readAllBytes(file)))
        .read(run, phase, weights);
  }

  private TrainingState read(String run, String phase, int weights) {
    checkWhole();
    bytes.position(MAGIC.length);
    int version = bytes.getInt();
    if (version != VERSION) {
      throw refused("has format version %d; this program reads %d".formatted(version, VERSION));
    }
    String foundRun = text("the name of its run");
    if (!foundRun.equals(run)) {
      throw refused("belongs to a run with other settings, data or version");
    }
    String foundPhase = text("the name of its network");
    if (!foundPhase.equals(phase)) {
      throw refused("is of \"%s\" instead of \"%s\"".formatted(foundPhase, phase));
    }
    List<EpochResult> epochs = epochs(phase);
    double bestAccuracy = number();
    int count = count("weights", 2 * Float.BYTES);
    if (count != weights) {
      throw refused("has %d weights; the network has %d".formatted(count, weights));
    }
    float[] now = floats(count);
    float[] best = floats(count);
    need("steps", Long.BYTES);
    long steps = bytes.getLong();
    float[] moments = floats(count("moments", Float.BYTES));
    if (bytes.hasRemaining()) {
      throw refused("goes on after its end");
    }
    return new TrainingState(
        phase, epochs, bestAccuracy, now, best, new LearnerState(steps, moments));
  }

  private void checkWhole() {
    int end = bytes.limit() - Long.BYTES;
    if (end < MAGIC.length + Integer.BYTES
        || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw refused("is no checkpoint");
    }
    if (bytes.getLong(end) != checksum(bytes.slice(0, end))) {
      throw refused("is damaged: its checksum is wrong");
    }
    bytes.limit(end);
  }

  private List<EpochResult> epochs(String phase) {
    int count = count("epochs", EPOCH_BYTES);
    List<EpochResult> epochs = new ArrayList<>();
    for (int epoch = 1; epoch <= count; epoch++) {
      double loss = bytes.getDouble();
      double accuracy = bytes.getDouble();
      boolean best = bytes.get() == 1;
      epochs.add(new EpochResult(phase, epoch, loss, accuracy, best, bytes.getDouble()));
    }
    if (epochs.isEmpty()) {
      throw refused("has no epoch");
    }
    return epochs;
  }

  private String text(String what) {
    byte[] text = new byte[count(what, 1)];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private double number() {
    need("accuracy", Double.BYTES);
    return bytes.getDouble();
  }

  private float[] floats(int count) {
    float[] values = new float[count];
    bytes.asFloatBuffer().get(values);
    bytes.position(bytes.position() + Float.BYTES * count);
    return values;
  }

  /** How many follow, once it is certain that they do. */
  private int count(String what, int size) {
    need(what, Integer.BYTES);
    int count = bytes.getInt();
    if (count < 0) {
      throw refused("has %d %s".formatted(count, what));
    }
    need(what, (long) count * size);
    return count;
  }

  private void need(String what, long size) {
    if (size > bytes.remaining()) {
      throw refused("ends before its %s".formatted(what));
    }
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(
        "%s %s. Delete it to train this network anew.".formatted(file, reason));
  }
}
