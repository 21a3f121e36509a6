/** How networks are trained: batches, epochs, the best epoch, validation. */
package ihct.models.train;
