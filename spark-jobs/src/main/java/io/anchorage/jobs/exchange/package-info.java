/**
 * Fields in other people's files: {@code out} writes a table's fields in their formats, {@code in}
 * makes tables of them. Each format is one class and one line in a list.
 */
package io.anchorage.jobs.exchange;
