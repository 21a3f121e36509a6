/** What a study found: comparisons, tables, figures, report. */
package ihct.study.verdict;
