/** The report of a field table: what ran, how good the fields are, and what failed. */
package io.anchorage.jobs.report.fields;
