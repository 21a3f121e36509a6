/** A run: models trained on one split, saved and scored. */
package ihct.study.run;
