/** A graphics card as networks see it: memory, and kernels that are called by name. */
package ihct.nn.gpu;
