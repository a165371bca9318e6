package io.drover.supervisor.process;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import io.drover.posix.PosixException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The class path of workers, whose jars stay what they were when this was made: an installation replaces them under a
 * live run, and the next worker is to be of the same version as the first.
 *
 * <p>Each jar is kept open. A worker loads it by its name as long as that leads to it, for class-data archives go by the
 * name, and from then on by our descriptor.
 */
final class KeptClassPath implements AutoCloseable {
    private static final int NOT_KEPT = -1;

    private final List<Entry> entries = new ArrayList<>();

    /** @param identity device and inode, which nobody else gets as long as the file is open */
    private record Entry(String path, int descriptor, Object identity) {
        String now() {
            return descriptor == NOT_KEPT || identity.equals(identityOf(path)) ? path : Descriptors.pathOf(descriptor);
        }
    }

    KeptClassPath(String classPath) {
        for (String path : classPath.split(File.pathSeparator)) {
            entries.add(open(path));
        }
    }

    /** Directories are not kept: whoever has their classes in one is building them. */
    private static Entry open(String path) {
        if (Files.isRegularFile(Path.of(path))) {
            try {
                int descriptor = NamedFiles.openReadOnly(path);
                return new Entry(path, descriptor, identityOf("/proc/self/fd/" + descriptor));
            } catch (PosixException e) {
                // Whoever is to load it will say so.
            }
        }
        return new Entry(path, NOT_KEPT, null);
    }

    private static Object identityOf(String path) {
        try {
            return Files.readAttributes(Path.of(path), BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return path;
        }
    }

    /** As it is to be given to the next worker. */
    String now() {
        return entries.stream().map(Entry::now).collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        entries.stream().filter(entry -> entry.descriptor != NOT_KEPT).forEach(entry -> Descriptors.close(entry.descriptor));
    }
}
