package io.anchorage.jobs.exchange.in;

/**
 * What a file's path says of its field.
 *
 * @param part the dataset's part that the image is from: train, test, or val if it is not known
 *     which
 * @param index of the image in that part
 * @param repeat which of the image's fits it is, from 0
 * @param label class number; -1 if the path does not say it
 * @param split train, test or val
 * @param seed of the start; -1 if the path does not say it
 */
record Place(String part, long index, int repeat, int label, String split, long seed) {
  Place withSplit(String other) {
    return new Place(part, index, repeat, label, other, seed);
  }
}
