package io.anchorage.jobs.storage;

import io.anchorage.UserException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;

/** Turns storage failures into one-line errors that say what to do. */
public final class StorageErrors {
  private static final int LONGEST_CHAIN = 50;

  private StorageErrors() {}

  /** The error for a failed write below a table. */
  public static UserException writing(String what, Throwable error) {
    return find(error)
        .orElseGet(
            () ->
                new UserException(
                    UserException.Kind.OUTPUT,
                    "Cannot write %s: %s; %s".formatted(what, reason(error), advice(error)),
                    error));
  }

  /** The error for a failed read of something that a table should hold. */
  public static UserException reading(String what, Throwable error) {
    return find(error)
        .orElseGet(
            () ->
                new UserException(
                    UserException.Kind.INPUT,
                    "Cannot read %s: %s; check the path, then run 'anchorage verify' on the table"
                        .formatted(what, reason(error)),
                    error));
  }

  /** The {@link UserException} in an error's chain of causes, if there is one. */
  public static Optional<UserException> find(Throwable error) {
    Throwable cause = error;
    for (int i = 0; i < LONGEST_CHAIN && cause != null; i++) {
      if (cause instanceof UserException user) {
        return Optional.of(user);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** Whether an error was caused by a full disk or an exhausted quota. */
  public static boolean isFullDisk(Throwable error) {
    return mentions(error, "No space left on device")
        || mentions(error, "Disk quota exceeded")
        || mentions(error, "DSQuotaExceededException")
        || mentions(error, "There is not enough space on the disk");
  }

  /** Whether an error was caused by missing permission. */
  static boolean isDenied(Throwable error) {
    return contains(error, AccessDeniedException.class) || mentions(error, "Permission denied");
  }

  /** Whether an {@link IOException} is among an error's causes. */
  public static boolean isOfStorage(Throwable error) {
    return contains(error, IOException.class);
  }

  private static String advice(Throwable error) {
    if (isFullDisk(error)) {
      return "free up space, then continue with --resume: everything published so far is kept";
    }
    return "make it writable or choose another --output";
  }

  private static String reason(Throwable error) {
    if (mentions(error, "No space left on device")) {
      return "No space left on device";
    }
    if (isDenied(error)) {
      return "Permission denied";
    }
    if (mentions(error, "Read-only file system")) {
      return "Read-only file system";
    }
    if (mentions(error, "Not a directory") || mentions(error, "not a directory")) {
      return "part of the path is a file, not a directory";
    }
    if (error instanceof FileNotFoundException || error instanceof IOException) {
      return ErrorText.firstLine(error);
    }
    return error.getClass().getSimpleName() + ": " + ErrorText.firstLine(error);
  }

  private static boolean contains(Throwable error, Class<? extends Throwable> type) {
    Throwable cause = error;
    for (int i = 0; i < LONGEST_CHAIN && cause != null; i++) {
      if (type.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean mentions(Throwable error, String words) {
    Throwable cause = error;
    for (int i = 0; i < LONGEST_CHAIN && cause != null; i++) {
      if (String.valueOf(cause).contains(words)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
