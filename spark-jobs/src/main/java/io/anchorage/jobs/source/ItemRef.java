package io.anchorage.jobs.source;

import java.io.Serializable;

/**
 * A reference to one image of a source, known before its pixels are read.
 *
 * @param id stable identifier: {@code dataset/} and the image's relative path, or its file's and
 *     the number in it, or {@code split/index}
 * @param split {@code train} or {@code test}; {@code val} for a validation split of a dataset that
 *     also has a test split
 * @param index the image's position in its split, from 0, in the source's order
 * @param location path of the file that holds the image
 * @param position the record's number in that file; 0 for a file that holds one image
 * @param pixels height times width according to the header, or an estimate; used to divide work
 *     into tasks
 * @param stamp size and time of the file that holds the image
 */
public record ItemRef(
    String id,
    String split,
    long index,
    String location,
    long position,
    long pixels,
    FileStamp stamp)
    implements Serializable {}
