/** Training of the modified All-CNN on images. */
package io.anchorage.learn.cnn.train;
