/**
 * Studies: many trainings by one plan, on the same splits, and what they show. A plan names data,
 * trees, models ("arms") and questions; every arm is trained on every split under several seeds,
 * and its answers to each test song are kept, so that any two arms can be compared song by song.
 */
package ihct.study;
