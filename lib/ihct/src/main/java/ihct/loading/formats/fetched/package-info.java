/** Readers that need libraries which are no part of the product; only those may be used here. */
package ihct.loading.formats.fetched;
