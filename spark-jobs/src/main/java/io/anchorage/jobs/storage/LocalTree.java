package io.anchorage.jobs.storage;

import io.anchorage.UserException;
import io.anchorage.UserException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder tree on the local disk. Every entry is visited, whatever it is. Links are followed after
 * all else, and no folder is entered twice: a loop of links ends, and a folder that is also reached
 * by a link is listed under its own path.
 */
final class LocalTree {
  private static final String OTHER = "is a pipe, a socket or a device, not a file";
  private static final String NOT_TEXT =
      "has a name that is not valid UTF-8; rename it, or convert names with convmv";

  private final TreeVisitor visitor;
  private final Set<Object> entered = new HashSet<>();
  private final Deque<Folder> waiting = new ArrayDeque<>();
  private final Map<String, Folder> links = new TreeMap<>();

  /**
   * A folder to be entered.
   *
   * @param problem what is wrong with all that lies below it; null for nothing
   */
  private record Folder(String path, Path location, String problem) {
    String below(String name) {
      return path.isEmpty() ? name : path + "/" + name;
    }
  }

  private LocalTree(TreeVisitor visitor) {
    this.visitor = visitor;
  }

  /**
   * Visits all that lies at and below a path.
   *
   * @param top a folder; or a file, which is visited under its name
   * @throws UserException if a folder cannot be listed, or a name cannot be shown in this locale
   */
  static void walk(Path top, TreeVisitor visitor) throws IOException {
    LocalTree tree = new LocalTree(visitor);
    BasicFileAttributes attributes = Files.readAttributes(top, BasicFileAttributes.class);
    if (!attributes.isDirectory()) {
      tree.file(LocalNames.of(top), attributes, null);
      return;
    }
    tree.waiting.add(new Folder("", top, null));
    tree.enterAll();
    while (!tree.links.isEmpty()) {
      String first = tree.links.keySet().iterator().next();
      tree.waiting.add(tree.links.remove(first));
      tree.enterAll();
    }
  }

  private void enterAll() throws IOException {
    while (!waiting.isEmpty()) {
      Folder folder = waiting.poll();
      if (!entered.add(identity(folder.location()))) {
        visitor.repeated(folder.path());
        continue;
      }
      try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.location())) {
        for (Path child : children) {
          visit(folder, child);
        }
      } catch (DirectoryIteratorException e) {
        throw unlisted(folder, e.getCause());
      } catch (IOException e) {
        throw unlisted(folder, e);
      }
    }
  }

  private static Object identity(Path folder) throws IOException {
    Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    return key == null ? folder.toRealPath() : key;
  }

  private static UserException unlisted(Folder folder, IOException e) {
    return new UserException(
        Kind.INPUT,
        "Folder cannot be listed: %s (%s); make it readable, or move it out of --input"
            .formatted(ErrorText.shown(folder.location().toString()), reason(e)),
        e);
  }

  private void visit(Folder folder, Path child) {
    LocalNames.requireLocale(child.getFileName());
    String name = LocalNames.of(child);
    String path = folder.below(name);
    String problem =
        folder.problem() == null && !LocalNames.isExact(child, name) ? NOT_TEXT : folder.problem();
    try {
      BasicFileAttributes own =
          Files.readAttributes(child, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      BasicFileAttributes target = own.isSymbolicLink() ? target(path, child) : own;
      if (target == null) {
        return;
      }
      if (!target.isDirectory()) {
        file(path, target, problem);
      } else if (visitor.enters(path)) {
        Folder next = new Folder(path, child, problem);
        if (own.isSymbolicLink()) {
          links.put(path, next);
        } else {
          waiting.add(next);
        }
      }
    } catch (NoSuchFileException e) {
      // It was removed a moment ago, and is as if it had never been.
    } catch (IOException e) {
      visitor.file(FoundFile.bad(path, "cannot be looked at: " + reason(e)));
    }
  }

  /** What a link leads to; null if that is nothing, which the visitor is then told. */
  private BasicFileAttributes target(String path, Path link) throws IOException {
    try {
      return Files.readAttributes(link, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      visitor.file(
          FoundFile.bad(
              path,
              "is a link whose target does not exist: "
                  + ErrorText.shown(Files.readSymbolicLink(link).toString())));
    } catch (FileSystemException e) {
      visitor.file(FoundFile.bad(path, "is a link that cannot be followed: " + reason(e)));
    }
    return null;
  }

  private void file(String path, BasicFileAttributes attributes, String problem) {
    visitor.file(
        attributes.isRegularFile()
            ? new FoundFile(
                path, attributes.size(), attributes.lastModifiedTime().toMillis(), problem)
            : FoundFile.bad(path, OTHER));
  }

  private static String reason(IOException e) {
    if (e instanceof java.nio.file.AccessDeniedException) {
      return "Permission denied";
    }
    return e instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : ErrorText.line(e);
  }
}
