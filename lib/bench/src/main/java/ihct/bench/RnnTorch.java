package ihct.bench;

import ihct.hierarchy.Ihct;

/** The same in PyTorch. */
final class RnnTorch {

  private RnnTorch() {}

  static void measureSteps(Arguments arguments, Result result) throws Exception {
    RnnTask task = new RnnTask(arguments);
    try (TorchRnn exact = new TorchRnn(task.weights())) {
      double[] losses = new double[task.proofs()];
      for (int i = 0; i < losses.length; i++) {
        losses[i] = exact.step(task.features(0), task.labels(0), false);
      }
      result.proof("losses without dropout", losses);
    }
    try (TorchRnn rnn = new TorchRnn(task.weights())) {
      double seconds = 0;
      for (int step = 0; step < task.warm() + task.steps(); step++) {
        float[] songs = task.features(step);
        int[] labels = task.labels(step); // finding them is not PyTorch's work
        long start = System.nanoTime();
        rnn.step(songs, labels, true);
        seconds += step < task.warm() ? 0 : (System.nanoTime() - start) / 1e9;
      }
      result.work(task.batch());
      result.seconds(seconds / task.steps());
    }
    TorchTrainer.versions(result);
  }

  static void measureLeaves(Arguments arguments, Result result) throws Exception {
    RnnTask task = new RnnTask(arguments);
    try (TorchRnn rnn = new TorchRnn(task.weights())) {
      tell(rnn, task.ihct());
      float[] songs = task.features(0);
      result.work(task.batch());
      Repeated.measure(task.warm(), task.steps(), result, () -> rnn.decode(songs));
      LeafProof.into(result, rnn.leaves(songs));
    }
    TorchTrainer.versions(result);
  }

  private static void tell(TorchRnn rnn, Ihct ihct) {
    int[][] parent = new int[ihct.tiers()][];
    int[][] child = new int[ihct.tiers()][];
    for (int tier = 1; tier <= parent.length; tier++) {
      int clusters = ihct.clusters(tier);
      parent[tier - 1] = new int[clusters];
      child[tier - 1] = new int[clusters];
      for (int cluster = 0; cluster < clusters; cluster++) {
        parent[tier - 1][cluster] = ihct.parent(tier, cluster);
        child[tier - 1][cluster] = ihct.childIndex(tier, cluster);
      }
    }
    rnn.tree(parent, child);
  }
}
