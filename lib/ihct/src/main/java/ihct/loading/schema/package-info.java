/** What columns of well-known tables are called, and what they hold. */
package ihct.loading.schema;
