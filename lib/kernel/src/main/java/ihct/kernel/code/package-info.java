/** Cells as text: pieces, rewritten types, places of errors, documentation. */
package ihct.kernel.code;
