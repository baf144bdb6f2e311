/** The decoders compared with another decoder, file by file. */
package io.anchorage.fuzz.codecs;
