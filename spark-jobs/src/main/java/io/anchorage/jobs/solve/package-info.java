/**
 * Differential equations as a job: a field for each case of a sweep or each image, in a table like
 * any other.
 */
package io.anchorage.jobs.solve;
