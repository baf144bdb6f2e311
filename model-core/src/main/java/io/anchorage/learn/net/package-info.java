/**
 * Layers over PyTorch: a model's parameters in one array, functions from arrays to arrays, and the
 * gradient of a scalar. Without DJL's blocks and trainer, of whose gradient collectors a process
 * can have one only.
 */
package io.anchorage.learn.net;
