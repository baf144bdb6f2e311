/** The families of neural fields, one folder each, and the registry that lists them. */
package io.anchorage.family;
