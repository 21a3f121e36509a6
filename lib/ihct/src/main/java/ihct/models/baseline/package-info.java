/** What every model must beat: guesses, the largest genre, the nearest mean. */
package ihct.models.baseline;
