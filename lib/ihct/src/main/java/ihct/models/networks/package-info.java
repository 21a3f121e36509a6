/** Dense, StackNet, the RNN and the networks that follow a tree. */
package ihct.models.networks;
