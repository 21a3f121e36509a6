package ihct.bench;

/** 1,000 of the probabilities of a batch, and their sum. */
final class LeafProof {

  private static final int SAMPLES = 1000;

  private LeafProof() {}

  static void into(Result result, float[] probabilities) {
    double[] samples = new double[SAMPLES];
    // A step that has no divisor in common with the length meets places all over the batch.
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = probabilities[(int) (i * 7_368_787L % probabilities.length)];
    }
    double sum = 0;
    for (float p : probabilities) {
      sum += p;
    }
    result.proof("probabilities", samples);
    result.proof("sum of probabilities", sum);
  }
}
