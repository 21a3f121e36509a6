/**
 * DL4J's networks and ND4J's arrays in notebooks: a network as a drawing of its layers, and both as
 * texts where they are the last expression of a cell. Apart from the other figures, which know
 * neither library.
 */
package ihct.plots.networks;
