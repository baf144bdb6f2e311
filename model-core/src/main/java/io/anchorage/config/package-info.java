/**
 * Strict binding of YAML to records: an unknown key is an error that names the nearest valid one,
 * each default is written in one place (the record's {@code defaults()}), and {@code --set a.b=c}
 * overrides them. A leaf: it imports no other package of the project.
 */
package io.anchorage.config;
