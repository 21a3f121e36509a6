package ihct.experiment;

import ihct.loading.Songs;
import ihct.models.TrainingOptions;

/**
 * What a tree may be made from.
 *
 * @param train z-scored songs whose genres are the leaves
 * @param validation songs scaled as these; empty if there are none
 * @param training how a network is trained, if the tree is made from one
 * @param listener hears of that
 */
record TreeParts(Songs train, Songs validation, TrainingOptions training, RunListener listener) {}
