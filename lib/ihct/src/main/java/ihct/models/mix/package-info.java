/** Several classifiers as one: means and weighted products of their probabilities. */
package ihct.models.mix;
