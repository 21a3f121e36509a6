package ihct.models;

/**
 * A model that names one genre for a song, and says nothing of the others: its answer has
 * probability 1, all else 0. Accuracy, accuracy at the tiers and comparisons are measured of it;
 * what is made of probabilities (top 5, log loss, calibration) is not, as it would mean nothing.
 */
public interface HardClassifier extends GenreClassifier {}
