/** The report of trained models: how they learnt, how well, and what they mistake for what. */
package io.anchorage.jobs.learn.page;
