/**
 * Trees over genres: what they are made from, what their branches mean, their controls, their
 * files.
 */
package ihct.tree;
