package ihct.tree;

import ihct.files.RunListener;
import ihct.models.TrainingOptions;
import ihct.songs.Songs;

/**
 * What a tree may be made from.
 *
 * @param train z-scored songs whose genres are the leaves
 * @param validation songs scaled as these; empty if there are none
 * @param training how a network is trained, if the tree is made from one
 * @param listener hears of that
 */
public record TreeParts(
    Songs train, Songs validation, TrainingOptions training, RunListener listener) {}
