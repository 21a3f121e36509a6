/** Files as they are written and read everywhere: whole, line by line, and as NumPy does. */
package ihct.io;
