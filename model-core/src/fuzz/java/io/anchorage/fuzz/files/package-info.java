/** The files that the core reads, as targets. */
package io.anchorage.fuzz.files;
