/** What computes networks: the processor, or a graphics card. */
package ihct.models.device;
