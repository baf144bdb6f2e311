/** The rows of a field table and their columns. */
package io.anchorage.jobs.table.rows;
