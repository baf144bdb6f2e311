/**
 * What a field and a family are: parameters in named columns, coordinates, settings. The families
 * themselves are in {@link io.anchorage.family}; {@code fit} fits them.
 */
package io.anchorage.field;
