/** Optimisers, schedules and clipping that take the same steps as PyTorch's, and the one step. */
package io.anchorage.learn.optim;
