/**
 * A whole run: settings, loading, splitting, tree, training, evaluation, and the files that remain.
 *
 * <p>{@link ihct.experiment.Experiment#run} does the main job; {@link ihct.experiment.SavedRun}
 * opens what it left behind. The only package that reads or writes JSON.
 */
package ihct.experiment;
