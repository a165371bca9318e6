package io.drover.posix;

import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Directories by their bytes: a path in Java cannot hold all. */
public final class Directories {
    private Directories() {}

    /** Removes a directory of files; several processes may be at it at the same time. */
    public static void removeFiles(Path directory) {
        File opened = directory.toFile();
        String[] files = opened.list();
        if (files != null) {
            for (String file : files) {
                new File(opened, file).delete();
            }
        }
        // Another process may be faster, or still at it: the last one finds the directory empty.
        opened.delete();
    }

    /** An absolute {@code path} as a shell's {@code cd} understands it: without dots. Others stay as they are. */
    public static byte[] normalized(byte[] path) {
        if (path.length == 0 || path[0] != '/') {
            return path;
        }
        Deque<String> names = new ArrayDeque<>();
        for (String name : new String(path, StandardCharsets.ISO_8859_1).split("/")) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return ("/" + String.join("/", names)).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Makes the directory and its parents, as far as they are missing. */
    public static void make(byte[] path) {
        int errno = makeOne(path);
        int parent = endOfParent(path);
        if (errno == PosixException.ENOENT && parent > 0) {
            make(Arrays.copyOf(path, parent));
            errno = makeOne(path);
        }
        if (errno != 0 && errno != PosixException.EEXIST) {
            throw new PosixException("mkdir " + new String(path, StandardCharsets.UTF_8), errno);
        }
    }

    /** Zero, or the reason why there is no new one. */
    private static int makeOne(byte[] path) {
        return LibC.mkdir(Posix.cString(path), 0777) == 0 ? 0 : Native.getLastError();
    }

    private static int endOfParent(byte[] path) {
        int end = path.length;
        while (end > 0 && path[end - 1] == '/') {
            end--;
        }
        while (end > 0 && path[end - 1] != '/') {
            end--;
        }
        return end;
    }

    /** Removes the directory and what is in it, as far as that can be done. */
    public static void removeTree(byte[] path) {
        try {
            int descriptor = NamedFiles.openDirectory(path);
            try {
                Files.walkFileTree(Path.of(Descriptors.pathOf(descriptor), "."), new Removal());
            } finally {
                Descriptors.close(descriptor);
            }
        } catch (PosixException | IOException e) {
            // It is gone already, or what is left keeps it.
        }
        LibC.rmdir(Posix.cString(path));
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            if (!directory.endsWith(".")) {
                Files.deleteIfExists(directory);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
