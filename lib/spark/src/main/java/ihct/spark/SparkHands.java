package ihct.spark;

import ihct.data.Hands;
import ihct.files.RunListener;
import ihct.files.UserErrors;
import ihct.stopping.Stop;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Function1;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** The executors of a Spark cluster: each piece of work is a task of its own. */
final class SparkHands implements Hands {

  private final JavaSparkContext spark;
  private final RunListener listener;

  /**
   * Prepares to work.
   *
   * @param spark the cluster
   * @param listener hears what was done
   */
  SparkHands(JavaSparkContext spark, RunListener listener) {
    this.spark = spark;
    this.listener = listener;
  }

  /**
   * What came of a task.
   *
   * @param done the result; null if there is none
   * @param problem what the user must change; null if nothing
   */
  private record Reply<R>(R done, String problem) implements Serializable {
    private static final long serialVersionUID = 1;

    static <T, R> Reply<R> of(Job<T, R> work, T piece) throws IOException {
      try {
        return new Reply<>(work.on(piece), null);
      } catch (IOException | RuntimeException e) {
        Optional<String> problem =
            e instanceof IllegalArgumentException
                ? Optional.of(e.getMessage())
                : UserErrors.explain(e);
        if (problem.isEmpty()) {
          throw e;
        }
        return new Reply<>(
            null, problem.get() + " (On %s.)".formatted(InetAddress.getLocalHost().getHostName()));
      }
    }
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
   * Takes what comes back as soon as it comes. Spark gives the tasks of a lost executor to others.
   */
  @Override
  public <T, R> void each(String stage, List<T> pieces, Job<T, R> work, Taker<R> taker)
      throws IOException {
    JavaRDD<Reply<R>> results =
        spark.parallelize(pieces, pieces.size()).map(piece -> Reply.of(work, piece));
    BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    Thread job =
        new Thread(
            () -> {
              try {
                spark
                    .sc()
                    .runJob(
                        results.rdd(),
                        new First<Reply<R>>(),
                        (Object place, Reply<R> result) -> {
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
        Reply<R> reply = (Reply<R>) next;
        if (reply.problem() != null) {
          throw new IllegalArgumentException(reply.problem());
        }
        taker.take(reply.done());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Stop.check("waiting for the cluster");
    } finally {
      spark.sc().cancelAllJobs();
    }
  }
}
