/** What networks see of a song's numbers: the scaled numbers, ranks or quantiles. */
package ihct.models.encode;
