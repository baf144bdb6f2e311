/**
 * What a report is made of: a page in HTML with its style, its pictures and a charting library
 * inside, so that it opens from disk, without a network, in any browser, and prints.
 */
package io.anchorage.jobs.report.page;
