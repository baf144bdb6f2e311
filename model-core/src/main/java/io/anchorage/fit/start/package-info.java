/**
 * Starts that know a dataset: the parameters, and perhaps the step sizes, from which a few steps
 * suffice for each of its images. They are learnt for every family whose fit is one flat vector of
 * parameters; such a family offers {@link io.anchorage.fit.start.StartFamily}.
 */
package io.anchorage.fit.start;
