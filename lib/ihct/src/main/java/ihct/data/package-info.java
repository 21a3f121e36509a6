/** Where songs come from: files or a simulation, with what is to be known of them. */
package ihct.data;
