package ihct.models.networks;

import ihct.hierarchy.Ihct;
import ihct.models.Kind;
import ihct.models.ModelReader;
import ihct.models.ModelWriter;
import ihct.models.Option;
import ihct.models.PaperSettings;
import ihct.models.Training;
import ihct.models.encode.SongEncoding;
import ihct.models.train.Networks;
import ihct.nn.gru.GruPaths;
import java.io.IOException;
import java.util.List;

/**
 * A decoder of paths: it walks down the tree and knows at each cluster the song and the way so far.
 *
 * <p>Two layers of 256 ReLU units and one of {@value #STATE}, with dropout behind each, read the
 * song as Dense does; the values of the last one are the first state of a GRU of {@value #STATE}
 * units. The GRU takes a step into each cluster that has at least two children, the root first: its
 * input is the cluster, as 3·{@value #STATE} learnt numbers that are added to what the gates
 * compute from the state (the embedding of the cluster, already multiplied by the gates' input
 * weights). A softmax over the cluster's children, with weights of their own, reads the new state.
 * In training the clusters are those of the true path.
 *
 * <p>P(genre) = Π P(child | song, path so far), a distribution over the genres as it is; the loss
 * of a song is −ln of it. All N probabilities need the state at each cluster with children: up to N
 * − 1 steps of 3·{@value #STATE} units for a song, of which those right below one cluster share
 * their product with the state.
 */
public final class PathGru extends PathModel {

  /** Its kind. */
  public static final Kind KIND = new AsKind();

  /** What can be said of all models of this kind. */
  public record AsKind() implements TreeKind {

    @Override
    public String name() {
      return "path-gru";
    }

    @Override
    public PathGru fit(Training training) {
      return PathGru.fit(training);
    }

    @Override
    public PathGru load(ModelReader in, Ihct tree) throws IOException {
      return new PathGru(in, tree);
    }

    @Override
    public List<Option<?>> options() {
      return Networks.options(Networks.WIDTH);
    }
  }

  /** ReLU layers below the one that is the first state. */
  private static final int LAYERS = PaperSettings.HIDDEN_LAYERS - 1;

  private static final int STATE = 128;

  private PathGru(Training training) {
    super(KIND, encoding -> shape(encoding, training.options().get(Networks.WIDTH)), training);
  }

  private PathGru(ModelReader in, Ihct tree) throws IOException {
    super(
        KIND, encoding -> shape(encoding, in.integer("hidden", 1, Networks.MOST_UNITS)), in, tree);
  }

  /**
   * Trains a model as {@link Dense#fit} does.
   *
   * @param training what it learns from, with a tree, how, and who hears of it
   */
  public static PathGru fit(Training training) {
    PathGru model = new PathGru(training);
    model.learn(training);
    return model;
  }

  private static GruPaths.Shape shape(SongEncoding encoding, int hidden) {
    return new GruPaths.Shape(encoding.inputs(), hidden, LAYERS, STATE);
  }

  @Override
  public void write(ModelWriter out) throws IOException {
    super.write(out);
    out.integer("hidden", ((GruPaths) network()).hidden());
  }
}
