/** The command line: parses, calls {@code ihct.study}, prints, and gives an exit code. */
package ihct.cli;
