/** Two results of one kind side by side. */
package io.anchorage.jobs.report.compare;
