package io.anchorage.jobs.exchange.in;

import io.anchorage.field.SharedParameters;
import io.anchorage.jobs.config.Recipe;
import io.anchorage.jobs.table.SharedContent;
import io.anchorage.jobs.table.manifest.RunSource;
import io.anchorage.jobs.table.manifest.TableOrigin;
import io.anchorage.jobs.table.manifest.TableSpec;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * What an import makes of its input, known before anything is written.
 *
 * @param shared file of shared parameters
 * @param parameters the same, decoded
 * @param origin the table that the fields come from; null if they come from none
 * @param source where the images are
 * @param recipe of the fields; null if they do not represent images
 * @param reader of the files
 * @param files all of them, if they are few files of many fields; otherwise null
 * @param found all of them, if they are many small ones; otherwise null
 * @param decibels that the fits should reach, about; 0 if their rows say it
 */
record ImportPlan(
    TableSpec spec,
    SharedContent shared,
    SharedParameters parameters,
    String dataset,
    List<String> labelNames,
    TableOrigin origin,
    RunSource source,
    Recipe recipe,
    FieldReader reader,
    List<ForeignFile> files,
    JavaRDD<ForeignFile> found,
    int decibels) {}
