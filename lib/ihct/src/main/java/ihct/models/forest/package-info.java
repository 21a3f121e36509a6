/** The entropy tree, the random forest and extremely randomised trees. */
package ihct.models.forest;
