/**
 * How long work is stopped: whoever started it interrupts its thread, and the work notices soon.
 */
package ihct.stopping;
