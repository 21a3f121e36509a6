/** Running cells: the session, its variables, magics, results and failures. */
package ihct.kernel.cells;
