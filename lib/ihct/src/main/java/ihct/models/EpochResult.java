package ihct.models;

/**
 * One point of a training curve.
 *
 * @param phase the network trained, as announced to {@link EpochListener#started}
 * @param epoch 1, 2, …
 * @param loss mean cross-entropy over the epoch's batches, in nats
 * @param validationAccuracy share of validation songs whose class was the most probable, 0…1
 * @param best whether this is the best epoch so far, the one whose weights are kept
 * @param seconds time this epoch took, its validation included
 */
public record EpochResult(
    String phase,
    int epoch,
    double loss,
    double validationAccuracy,
    boolean best,
    double seconds) {}
