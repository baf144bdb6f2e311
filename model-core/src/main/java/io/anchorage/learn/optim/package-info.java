/** Optimisers, schedules and clipping that take the same steps as PyTorch's. */
package io.anchorage.learn.optim;
