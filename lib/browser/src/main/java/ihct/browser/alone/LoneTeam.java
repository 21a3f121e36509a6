package ihct.browser.alone;

import ihct.stopping.Stop;

/** Stands for {@link ihct.threads.Team} where there is one thread: it does the tasks in turn. */
public final class LoneTeam {

  /** A task of a list. */
  @FunctionalInterface
  public interface Task {
    void run(int index, int thread);
  }

  public LoneTeam(int threads) {}

  public static LoneTeam onAllProcessors() {
    return new LoneTeam(1);
  }

  public int threads() {
    return 1;
  }

  public void each(String doing, int tasks, Task task) {
    for (int i = 0; i < tasks; i++) {
      Stop.check(doing);
      task.run(i, 0);
    }
  }
}
