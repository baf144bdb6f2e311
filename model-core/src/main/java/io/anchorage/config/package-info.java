/**
 * YAML bound strictly to records: an unknown key is an error that names the nearest valid one, a
 * default is written in one place (the record's {@code defaults()}), {@code --set a.b=c} overrides.
 * A leaf.
 */
package io.anchorage.config;
