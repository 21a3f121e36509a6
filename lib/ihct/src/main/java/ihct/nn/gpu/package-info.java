/**
 * Networks on a graphics card: the card, its kernels, and how networks learn and answer by them.
 */
package ihct.nn.gpu;
