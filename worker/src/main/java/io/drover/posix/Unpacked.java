package io.drover.posix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Loads native libraries out of the jar: each by way of a directory that is made for it and removed when it is loaded.
 * That is a place where nobody can put another in its stead.
 */
public final class Unpacked {
    /** How the names of those directories begin. One stays behind if the process is killed meanwhile. */
    public static final String PREFIX = "drover-native-";

    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int STICKY = 01000;

    private Unpacked() {}

    /** What has to happen while the library is still there. */
    @FunctionalInterface
    public interface Use {
        void of(Path path) throws IOException;
    }

    /**
     * Loads a library without a file, so that nothing can stay behind. It needs the native part of JNA.
     *
     * @param use what is done then, with the path of the library
     */
    public static void loadFromMemory(String resource, Use use) throws IOException {
        int memory;
        try {
            memory = MemoryFiles.executable(content(resource));
        } catch (PosixException e) {
            throw new IOException(e.getMessage(), e);
        }
        try {
            Path library = Path.of("/proc/self/fd/" + memory);
            load(library);
            use.of(library);
        } finally {
            Descriptors.close(memory);
        }
    }

    /**
     * Loads a library in the first place where that works.
     *
     * @param resource absolute name on the class path
     * @param use what is done then, with the directory that has it
     */
    public static void load(String resource, Use use) throws IOException {
        IOException first = null;
        for (Path place : places()) {
            try (Scratch scratch = Scratch.in(place)) {
                scratch.load(resource);
                use.of(scratch.directory);
                return;
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new IOException("there is no directory " + System.getProperty("java.io.tmpdir")) : first;
    }

    /** Whether such a directory can have a file of this name. */
    public static boolean holds(String name) {
        return name.matches("lib\\w+\\.so");
    }

    /** Puts what {@code resource} has into a new file. */
    static void copy(String resource, Path to) throws IOException {
        try (InputStream in = open(resource)) {
            Files.copy(in, to);
        }
    }

    private static byte[] content(String resource) throws IOException {
        try (InputStream in = open(resource)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream in = Unpacked.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IOException("the jar has no " + resource + " for this machine");
        }
        return in;
    }

    private static void load(Path library) throws IOException {
        try {
            System.load(library.toString());
        } catch (UnsatisfiedLinkError e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<Path> places() {
        String home = System.getProperty("user.home");
        return Stream.of(System.getenv("XDG_RUNTIME_DIR"), System.getenv("TMPDIR"), System.getProperty("java.io.tmpdir"),
                        System.getenv("XDG_CACHE_HOME"), home + "/.cache", home)
                // JNA would take a path with a colon for two.
                .filter(place -> place != null && !place.isEmpty() && !place.contains(":"))
                .map(place -> Path.of(place).toAbsolutePath())
                .filter(Files::isDirectory)
                .distinct()
                .toList();
    }

    /** Whoever could rename a directory above would have us load what they like. */
    static void checkNobodyElseCanChange(Path place) throws IOException {
        // Who has / has everything: root, or in a user namespace whoever stands for it.
        List<Integer> trusted = List.of(attribute(Path.of("/proc/self"), "uid"), attribute(Path.of("/"), "uid"), 0);
        for (Path above = place; above != null; above = above.getParent()) {
            int mode = attribute(above, "mode");
            if (!trusted.contains(attribute(above, "uid")) || (mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
                throw new IOException(above + " can be changed by others");
            }
        }
    }

    private static int attribute(Path path, String name) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:" + name);
    }

    /** A directory for one library. */
    private record Scratch(Path directory) implements AutoCloseable {
        static Scratch in(Path place) throws IOException {
            Path real = place.toRealPath();
            checkNobodyElseCanChange(real);
            return new Scratch(Files.createTempDirectory(real, PREFIX, OwnerOnly.DIRECTORY));
        }

        void load(String resource) throws IOException {
            Path library = directory.resolve(resource.substring(resource.lastIndexOf('/') + 1));
            copy(resource, library);
            Unpacked.load(library);
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(directory);
        }
    }
}
