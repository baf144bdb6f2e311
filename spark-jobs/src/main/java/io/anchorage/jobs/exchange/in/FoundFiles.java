package io.anchorage.jobs.exchange.in;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import io.anchorage.jobs.storage.Children;
import io.anchorage.jobs.storage.ErrorText;
import io.anchorage.jobs.storage.FoundFile;
import io.anchorage.jobs.storage.HadoopFiles;
import io.anchorage.jobs.storage.TreeVisitor;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.HashPartitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.TaskCompletionListener;
import scala.Tuple2;

/**
 * Lists a folder of very many small files on the executors: one task lists the folder itself, its
 * folders are shared out and listed by many, and the files of the wanted kind are divided into
 * buckets by the hashes of their paths. The driver never has the list.
 */
final class FoundFiles {
  /** Folders are listed by about this many tasks. */
  private static final int LISTINGS = 64;

  private FoundFiles() {}

  /**
   * All files of one kind below a folder.
   *
   * @param root the folder's full path
   */
  static JavaRDD<ForeignFile> below(
      JavaSparkContext spark, HadoopFiles files, String root, FileTest set) {
    return spark
        .parallelize(List.of(root), 1)
        .flatMap(new Entries(files))
        .repartition(LISTINGS)
        .flatMap(new Tree(files, root, set));
  }

  /** The same files in buckets. */
  static JavaRDD<ForeignFile> buckets(JavaRDD<ForeignFile> found, int buckets) {
    return found
        .mapToPair(file -> new Tuple2<>(file.path(), file))
        .partitionBy(new HashPartitioner(buckets))
        .values();
  }

  /** What is directly in a folder, handed out one by one: a million paths are no list. */
  private record Entries(HadoopFiles files) implements FlatMapFunction<String, String> {
    @Override
    public Iterator<String> call(String folder) throws IOException {
      Children children = files.below(folder);
      TaskContext.get().addTaskCompletionListener(new Closing(children));
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          try {
            return children.hasNext();
          } catch (IOException e) {
            throw unlisted(folder, e);
          }
        }

        @Override
        public String next() {
          try {
            return children.next();
          } catch (IOException e) {
            throw unlisted(folder, e);
          }
        }
      };
    }
  }

  /** Closes a folder when its task ends, in whatever way. */
  private record Closing(Children children) implements TaskCompletionListener {
    @Override
    public void onTaskCompletion(TaskContext context) {
      try {
        children.close();
      } catch (IOException e) {
        // What was read of the folder has been read.
      }
    }
  }

  private static UserException unlisted(String folder, IOException error) {
    return new UserException(
        Kind.INPUT, "Cannot list %s: %s".formatted(folder, ErrorText.firstLine(error)), error);
  }

  /** The files of a set at and below an entry of the folder. */
  private record Tree(HadoopFiles files, String root, FileTest set)
      implements FlatMapFunction<String, ForeignFile>, Serializable {
    @Override
    public Iterator<ForeignFile> call(String entry) throws IOException {
      FileStatus top = files.input(entry);
      String above = new Path(root).toUri().getPath();
      String path = top.getPath().toUri().getPath();
      String relative = path.substring(above.endsWith("/") ? above.length() : above.length() + 1);
      List<ForeignFile> found = new ArrayList<>();
      if (top.isFile()) {
        add(found, relative, top.getPath().toString(), top.getLen(), top.getModificationTime());
        return found.iterator();
      }
      files.walk(
          top,
          new TreeVisitor() {
            @Override
            public boolean enters(String folder) {
              return true;
            }

            @Override
            public void file(FoundFile file) {
              if (file.problem() == null) {
                add(
                    found,
                    relative + "/" + file.path(),
                    top.getPath() + "/" + file.path(),
                    file.bytes(),
                    file.millis());
              }
            }

            @Override
            public void repeated(String link) {}
          });
      return found.iterator();
    }

    private void add(
        List<ForeignFile> found, String path, String location, long bytes, long millis) {
      // The path is matched with the folder's own name before it, which may be a split's.
      if (set.matches(new Path(root).getName() + "/" + path)) {
        found.add(new ForeignFile(new Path(root).getName() + "/" + path, location, bytes, millis));
      }
    }
  }
}
