/** The trainings of a study: splits, models, measures, results. */
package ihct.study.fold;
