/** Plans: what a study trains and asks. */
package ihct.study.plan;
