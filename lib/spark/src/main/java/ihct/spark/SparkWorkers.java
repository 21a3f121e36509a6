package ihct.spark;

import ihct.files.Json;
import ihct.files.RunListener;
import ihct.stopping.Stop;
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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import scala.Function1;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Lets the executors of a Spark cluster do the trainings of a study, a task for each group. */
final class SparkWorkers implements Workers {

  private final JavaSparkContext spark;
  private final Plan plan;
  private final Work work;
  private final RunListener listener;

  /**
   * Prepares to work.
   *
   * @param spark the cluster
   * @param run the study
   * @param listener hears what was done
   */
  SparkWorkers(JavaSparkContext spark, PlanRun run, RunListener listener) {
    this.spark = spark;
    this.plan = run.plan();
    this.listener = listener;
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

  private record Tried(Way way, Work.Reply<String> reply) implements Serializable {
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
    everywhere(
        "Tuning, %d of %d ways tried",
        ways,
        way -> new Tried(way, told.tryOut(way.cell(), way.number())),
        done -> {
          Cell cell = done.way().cell();
          Tuning.Candidate[] all = tried.get(cell);
          all[done.way().number()] = Json.parse(checked(done.reply()), Tuning.Candidate.class);
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
    everywhere(
        "Training, %d of %d groups done",
        order,
        told::train,
        reply -> {
          for (CellResult result : checked(reply)) {
            taker.take(result);
          }
        });
  }

  private static <T> T checked(Work.Reply<T> reply) {
    if (reply.problem() != null) {
      throw new IllegalArgumentException(reply.problem());
    }
    return reply.done();
  }

  /** Takes the only element of a partition. */
  private static final class First<R> implements Function1<Iterator<R>, R>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public R apply(Iterator<R> partition) {
      return partition.next();
    }
  }

  /**
   * Gives each piece of work to an executor as a task of its own, and takes what comes back as soon
   * as it comes. Spark gives the tasks of an executor that is lost to others.
   */
  private <W, R> void everywhere(String stage, List<W> pieces, Function<W, R> task, Taker<R> taker)
      throws IOException {
    JavaRDD<R> results = spark.parallelize(pieces, pieces.size()).map(task);
    BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    Thread job =
        new Thread(
            () -> {
              try {
                spark
                    .sc()
                    .runJob(
                        results.rdd(),
                        new First<R>(),
                        (Object place, R result) -> {
                          arrived.add(result);
                          return BoxedUnit.UNIT;
                        },
                        ClassTag$.MODULE$.apply(Object.class));
              } catch (Exception | Error e) { // Scala does not tell which
                arrived.add(e);
              }
            },
            "spark-job");
    job.setDaemon(true);
    job.start();
    try {
      for (int done = 0; done < pieces.size(); done++) {
        listener.stage(stage.formatted(done, pieces.size()));
        Object next = arrived.take();
        if (next instanceof Throwable failure) {
          throw new IllegalStateException("Spark gave up: " + failure.getMessage(), failure);
        }
        @SuppressWarnings("unchecked") // nothing but results and failures are added
        R result = (R) next;
        taker.take(result);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Stop.check("waiting for the cluster");
    } finally {
      spark.sc().cancelAllJobs();
    }
  }
}
