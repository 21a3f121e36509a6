/**
 * Classifiers: those of the paper and its baselines, and others beside them. Each is trained by a
 * static {@code fit}, which returns a finished model, and answers with probabilities over all N
 * genres. Songs given to a model are z-scored already.
 *
 * <p>From numbers to answers, {@code x} being a {@code double[n][d]} and {@code labels} a list of n
 * classes:
 *
 * <pre>{@code
 * import ihct.evaluate.*;
 * import ihct.hierarchy.*;
 * import ihct.linkage.*;
 * import ihct.models.*;
 * import ihct.models.networks.*;
 * import ihct.songs.*;
 *
 * Songs songs = Songs.of(x, labels);
 * SongSplit split = SongSplit.of(songs, SplitRule.ROW);
 * ZScores scaling = ZScores.fit(split.train());
 * Songs train = scaling.apply(split.train());
 * Dendrogram tree =
 *     Agglomerative.cluster(GenreMeans.of(train), Metric.EUCLIDEAN, LinkageRule.COMPLETE);
 * Ihct tiers = Ihct.of(tree, TierSchedule.powersOfTwo(tree.leaves()));
 * Dense dense = Dense.fit(Training.of(train, scaling.apply(split.validation())));
 * System.out.println(Measured.of(dense, scaling.apply(split.test()), tiers));
 * Predictor predictor =
 *     Predictor.of(dense, songs.features(), songs.genres(), scaling::apply);
 * System.out.println(predictor.top(x[0], 5));
 * }</pre>
 */
package ihct.models;
