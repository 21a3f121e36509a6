/**
 * Network layers that DL4J does not have, written against its layer interfaces so that its
 * summaries, listeners and files work with them. Every layer has its gradients checked by a test.
 *
 * <p>On the CPU, {@link ihct.models.layers.FeedForward} networks are learnt and asked without
 * DL4J's container, in {@link ihct.models.layers.Blocks} of rows and of weights, and tests hold the
 * results to those of the container.
 */
package ihct.models.layers;
