/**
 * Tables made of fields in other people's files, one Spark task a file or a bucket of small files.
 */
package io.anchorage.jobs.exchange.in;
