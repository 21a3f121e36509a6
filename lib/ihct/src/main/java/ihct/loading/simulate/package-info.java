/** Songs that are made, by a planted tree of genres. */
package ihct.loading.simulate;
