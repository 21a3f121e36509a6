/** How much memory work needs: said before it is taken, where it is much. */
package ihct.memory;
