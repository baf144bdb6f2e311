/** The reader that learns a network's image together with its class (INR2JLS). */
package io.anchorage.learn.weight.jls;
