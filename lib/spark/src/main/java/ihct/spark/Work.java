package ihct.spark;

import ihct.files.Json;
import ihct.files.RunListener;
import ihct.models.device.Backend;
import ihct.study.CellWork;
import ihct.study.plan.Cell;
import ihct.study.plan.CellResult;
import ihct.study.plan.PlanFile;
import ihct.study.plan.Tuning;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What executors are told of a study. A process has one piece of it at a time, and keeps data and
 * models for the next.
 *
 * @param plan the plan's text
 * @param files where each of its files of songs lies, by the plan's name for it, on every machine
 * @param tunings what tuning chose, as lines of tuning.jsonl
 */
record Work(String plan, Map<String, String> files, List<String> tunings) implements Serializable {

  private static final long serialVersionUID = 1;

  private static Work last;
  private static CellWork kept;

  /** Something to do here. */
  private interface Task<T> {
    T on(CellWork work) throws IOException;
  }

  /** Trains and measures what shares models. */
  List<CellResult> train(List<Cell> group) throws IOException {
    return alone(
        work -> {
          List<Tuning> chosen = new ArrayList<>();
          for (String tuning : tunings) {
            chosen.add(Json.parse(tuning, Tuning.class));
          }
          List<CellResult> results = new ArrayList<>();
          for (Cell cell : group) {
            results.add(work.train(cell, chosen));
          }
          return results;
        });
  }

  /** Tries one of the ways to train; what it answers is a {@link Tuning.Candidate} as a line. */
  String tryOut(Cell cell, int way) throws IOException {
    return alone(work -> Json.line(work.tryOut(cell, way)));
  }

  /** A process may have threads for several tasks, as one that works without a cluster. */
  private <T> T alone(Task<T> task) throws IOException {
    synchronized (Work.class) {
      Backend.require();
      return task.on(work());
    }
  }

  private CellWork work() {
    if (last == null || !last.plan.equals(plan) || !last.files.equals(files)) {
      Map<String, Path> paths = new HashMap<>();
      files.forEach((name, path) -> paths.put(name, Path.of(path)));
      kept = new CellWork(PlanFile.parse("the plan", plan), paths, RunListener.NONE);
      last = this;
    }
    return kept;
  }
}
