/** A table's fields written in other formats, one Spark task a file. */
package io.anchorage.jobs.exchange.out;
