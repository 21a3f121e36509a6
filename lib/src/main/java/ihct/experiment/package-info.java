/**
 * A whole run: load, split, scale, infer the tree, train, evaluate, and write down settings and
 * results as records that can be read again. Saved models come back from here for new songs. JSON
 * is read and written here and nowhere else.
 */
package ihct.experiment;
