/**
 * How good probabilities over the N genres are: accuracy among the k most probable, accuracy at
 * each tier, macro F1 and log loss. Figures are gathered batch by batch, since n×N probabilities of
 * paper-sized data do not fit into memory. No model is known here.
 */
package ihct.metrics;
