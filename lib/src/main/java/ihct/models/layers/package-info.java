/**
 * Network layers that DL4J does not have, written against its layer interfaces so that its
 * summaries, listeners and files work with them. Every layer has its gradients checked by a test.
 */
package ihct.models.layers;
