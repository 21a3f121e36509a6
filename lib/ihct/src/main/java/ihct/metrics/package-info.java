/**
 * How good predictions are: top-k accuracy, any-genre accuracy, macro-F1, accuracy at every tier of
 * the tree, and log loss, gathered batch by batch.
 */
package ihct.metrics;
