/**
 * The command line: one class a command. Results go to stdout; an error is one line on stderr and
 * an exit code that tells its kind.
 */
package io.anchorage.jobs.cli;
