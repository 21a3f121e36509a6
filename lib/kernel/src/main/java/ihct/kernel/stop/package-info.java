/** Code that can be stopped: threads of cells, and points at which endless loops end. */
package ihct.kernel.stop;
