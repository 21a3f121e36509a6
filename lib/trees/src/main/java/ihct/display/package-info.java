/**
 * How values show themselves in a notebook, whatever kernel runs it: one interface, one bundle of
 * representations, one output that can change. Needs nothing but the JDK.
 */
package ihct.display;
