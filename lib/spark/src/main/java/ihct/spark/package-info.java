/** Studies, and the selection of songs, on a cluster of Apache Spark. */
package ihct.spark;
