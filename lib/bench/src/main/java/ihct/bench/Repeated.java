package ihct.bench;

/** Times something short again and again. */
final class Repeated {

  private Repeated() {}

  static void measure(int warm, int runs, Result result, Runnable run) throws Exception {
    for (int i = 0; i < warm; i++) {
      run.run();
    }
    result.watched(
        () -> {
          for (int i = 0; i < runs; i++) {
            result.timed(
                () -> {
                  run.run();
                  return null;
                });
          }
        });
  }
}
