/** What cells bring in: jar files by their names, libraries by Maven, files with code. */
package ihct.kernel.libraries;
