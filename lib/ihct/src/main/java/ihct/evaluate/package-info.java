/** Putting songs before a trained model, and measuring its answers. */
package ihct.evaluate;
