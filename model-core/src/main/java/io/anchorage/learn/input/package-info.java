/** What a classifier sees of an ARC: its latents, or what its field shows. */
package io.anchorage.learn.input;
