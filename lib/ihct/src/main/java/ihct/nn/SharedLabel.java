package ihct.nn;

/**
 * What is known of a row whose class is not: a name that several classes share. With π(name |
 * class) the loss of a softmax is −ln P(name | row) = −ln Σ π·p over the classes.
 *
 * @param classes at least one, each once
 * @param shares π of each, positive; a common factor shifts the loss and changes nothing else
 */
public record SharedLabel(int[] classes, float[] shares) {

  /**
   * Checks; the arrays are taken over.
   *
   * @throws IllegalArgumentException if there is no class, not a share for each, or one is not
   *     positive
   */
  public SharedLabel {
    if (classes.length == 0 || classes.length != shares.length) {
      throw new IllegalArgumentException(
          "A label has %d classes and %d shares; give it a class or more, and each a share."
              .formatted(classes.length, shares.length));
    }
    for (float share : shares) {
      if (!(share > 0) || Float.isInfinite(share)) {
        throw new IllegalArgumentException(
            "A label has the share " + share + " of a class; it must be positive and finite.");
      }
    }
  }
}
