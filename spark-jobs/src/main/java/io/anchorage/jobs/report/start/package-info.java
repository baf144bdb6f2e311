/** The report of a learnt start. */
package io.anchorage.jobs.report.start;
