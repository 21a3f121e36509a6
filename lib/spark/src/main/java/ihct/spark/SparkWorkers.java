package ihct.spark;

import ihct.data.Hands;
import ihct.data.Hands.Taker;
import ihct.files.Json;
import ihct.study.PlanRun;
import ihct.study.Workers;
import ihct.study.plan.Cell;
import ihct.study.plan.CellResult;
import ihct.study.plan.Plan;
import ihct.study.plan.PlanFile;
import ihct.study.plan.Tuning;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets the executors of a Spark cluster do the trainings of a study, a task for each group. */
final class SparkWorkers implements Workers {

  private final Hands hands;
  private final Plan plan;
  private final Work work;

  /**
   * Prepares to work.
   *
   * @param hands the cluster
   * @param run the study
   */
  SparkWorkers(Hands hands, PlanRun run) {
    this.hands = hands;
    this.plan = run.plan();
    Map<String, String> files = new HashMap<>();
    run.files().forEach((name, file) -> files.put(name, file.toAbsolutePath().toString()));
    work = new Work(PlanFile.text(plan.withAbsoluteFiles()), files, List.of());
  }

  @Override
  public boolean isForAllDataAtOnce() {
    return true;
  }

  /** One of the ways to train an arm. */
  private record Way(Cell cell, int number) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  private record Tried(Way way, String candidate) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void tune(List<Cell> cells, Taker<Tuning> taker) throws IOException {
    List<Way> ways = new ArrayList<>();
    Map<Cell, Tuning.Candidate[]> tried = new HashMap<>();
    for (Cell cell : cells) {
      int count = plan.arms().get(cell.arm()).tune().size();
      tried.put(cell, new Tuning.Candidate[count]);
      for (int number = 0; number < count; number++) {
        ways.add(new Way(cell, number));
      }
    }
    Work told = work;
    hands.each(
        "Tuning, %d of %d ways tried",
        ways,
        way -> new Tried(way, told.tryOut(way.cell(), way.number())),
        done -> {
          Cell cell = done.way().cell();
          Tuning.Candidate[] all = tried.get(cell);
          all[done.way().number()] = Json.parse(done.candidate(), Tuning.Candidate.class);
          if (Arrays.stream(all).allMatch(each -> each != null)) {
            taker.take(Tuning.of(cell, List.of(all)));
          }
        });
  }

  @Override
  public void train(List<List<Cell>> groups, List<Tuning> tunings, Taker<CellResult> taker)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (Tuning tuning : tunings) {
      lines.add(Json.line(tuning));
    }
    // What takes longest begins first, data by data: an executor reads few of them that way.
    List<String> data = List.copyOf(plan.data().keySet());
    List<List<Cell>> order = new ArrayList<>(groups.stream().map(g -> List.copyOf(g)).toList());
    order.sort(
        Comparator.comparingInt((List<Cell> group) -> data.indexOf(group.get(0).data()))
            .thenComparingInt(group -> -group.size()));
    Work told = new Work(work.plan(), work.files(), lines);
    hands.each(
        "Training, %d of %d groups done",
        order,
        told::train,
        results -> {
          for (CellResult result : results) {
            taker.take(result);
          }
        });
  }
}
