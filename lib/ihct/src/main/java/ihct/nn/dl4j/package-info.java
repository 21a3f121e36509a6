/** Layers for DL4J: dense ReLU, softmax and gated recurrent units, with weights as ours. */
package ihct.nn.dl4j;
