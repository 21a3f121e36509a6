/** Gradient boosting of trees. */
package ihct.models.boosting;
