/**
 * What a field and a family are: parameters in named columns, coordinates, settings. The families
 * themselves are in {@link io.anchorage.family}; how they are fitted is the business of {@code
 * fit}.
 */
package io.anchorage.field;
