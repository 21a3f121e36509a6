/** The entropy tree and the random forest. */
package ihct.models.forest;
