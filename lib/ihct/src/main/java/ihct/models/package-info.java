/**
 * The classifiers of the paper and its baselines: random guess, majority, nearest centroid, entropy
 * tree, the dense network, StackNet and the RNN. Each is trained by a static {@code fit}, which
 * returns a finished model, and answers with probabilities over all N genres. Songs given to a
 * model are z-scored already. DL4J and ND4J are used here and nowhere else.
 */
package ihct.models;
