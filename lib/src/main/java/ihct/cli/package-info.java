/**
 * The command line: options in, tables and progress out. It parses, calls the experiment, prints,
 * and returns an exit code: 0 done, 1 failed, 2 wrong use. No computing is done here.
 */
package ihct.cli;
