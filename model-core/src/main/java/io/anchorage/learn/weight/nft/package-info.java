/**
 * Neural functional transformers (A. Zhou et al.: Neural functional transformers, 2023): attention
 * between the rows and columns of a network's matrices.
 */
package io.anchorage.learn.weight.nft;
