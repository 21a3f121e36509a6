/** The command line: parses, calls {@code ihct.experiment}, prints, and gives an exit code. */
package ihct.cli;
