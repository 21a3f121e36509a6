/** Gated recurrent units along the tiers of a tree, forward and backward in time. */
package ihct.nn.gru;
