package io.drover.records;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Errors of files as lines for the user. */
final class Failures {
    private Failures() {}

    static IOException cannotWrite(String name, IOException cause) {
        return new IOException("cannot write " + name + ": " + reason(cause), cause);
    }

    static IOException cannotRead(String name, IOException cause) {
        return new IOException("cannot read " + name + ": " + reason(cause), cause);
    }

    /** The message of a file system exception is no more than the path. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "Not a directory";
        }
        return e instanceof FileSystemException about && about.getReason() != null ? about.getReason() : e.getMessage();
    }
}
