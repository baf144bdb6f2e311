/**
 * Readers that make a picture of a network and look at it with convolutions: by evaluating it on a
 * learnt grid, or by a linear map of its parameters.
 */
package io.anchorage.learn.weight.picture;
