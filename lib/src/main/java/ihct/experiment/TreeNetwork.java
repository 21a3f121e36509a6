package ihct.experiment;

import ihct.models.Backend;
import ihct.models.Dense;

/** The dense network from which a tree is made. */
final class TreeNetwork {

  private TreeNetwork() {}

  /**
   * Trains it, to the end. A run that trains the dense network too will train it again: a tree must
   * not depend on which models are asked for.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  static Dense train(TreeParts parts) {
    Backend.require();
    parts.listener().stage("Training the dense network that the tree is made from");
    try {
      Dense dense =
          Dense.fit(
              parts.train(),
              parts.validation(),
              parts.training(),
              new RunTraining(parts.listener()));
      ModelRun.refuseUnfinished(ModelKind.DENSE, dense);
      return dense;
    } finally {
      parts.listener().trainingEnded();
    }
  }
}
