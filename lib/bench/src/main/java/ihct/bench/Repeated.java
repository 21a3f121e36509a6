package ihct.bench;

/** Times something short again and again. */
final class Repeated {

  private Repeated() {}

  /** Times each run behind the first ones. */
  static void measure(int warm, int runs, Result result, Runnable run) throws Exception {
    for (int i = 0; i < warm; i++) {
      run.run();
    }
    result.repeated(
        runs,
        () -> {
          run.run();
          return run;
        });
  }

  /** Learns one batch. */
  interface Step {
    void learn(int number);
  }

  /** The mean seconds of the steps behind the first ones. */
  static double seconds(int warm, int steps, Step step) {
    long start = 0;
    for (int i = 0; i < warm + steps; i++) {
      if (i == warm) {
        start = System.nanoTime();
      }
      step.learn(i);
    }
    return (System.nanoTime() - start) / 1e9 / steps;
  }
}
