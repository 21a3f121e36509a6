/** Models of others on the bench: rules, libraries, comparisons with ours. */
package ihct.study.guests;
