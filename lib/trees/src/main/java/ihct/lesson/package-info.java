/**
 * What the notebooks check: the claims they make, and the answers of a reader. Needs nothing but
 * the JDK.
 */
package ihct.lesson;
