/** How work is shared out among threads. */
package ihct.threads;
