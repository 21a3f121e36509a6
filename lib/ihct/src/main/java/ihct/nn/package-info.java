/** Dense networks by products of matrices: forward, loss, gradients, Adam. */
package ihct.nn;
