/**
 * A Jupyter kernel for Java on JShell. What it adds to others: variables survive the redefinition
 * of what they were made with, the stop button stops, and large results can be let go.
 *
 * <p>It knows nothing of the rest of this project but how values show themselves.
 */
package ihct.kernel;
