/**
 * The families of neural fields: their configuration, parameters, layout, initialisation and
 * reconstruction. How they are fitted is the business of {@code fit}.
 *
 * <p>A new family is a package here (its config record and its {@link io.anchorage.field.Family}),
 * a fitter in {@code fit}, and a line in {@link io.anchorage.field.Families}; the Spark job does
 * not change.
 */
package io.anchorage.field;
