package io.drover.supervisor.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where this program has its classes, as one class path for its workers: what it has as modules is there without their walls, so that
 * nothing has to be opened for the workers; and what a program has that another one has loaded, as build tools do.
 */
public final class ProgramPath {
    private static final String DESCRIPTOR = "module-info.class";

    private ProgramPath() {}

    /** As java takes it, for what this thread loads. */
    public static String joined() {
        String modules = System.getProperty("jdk.module.path");
        // Its very text where there is nothing else: class-data archives go by that.
        String own = modules == null
                ? System.getProperty("java.class.path")
                : String.join(File.pathSeparator, entries(modules, System.getProperty("java.class.path")));
        List<String> more = new ArrayList<>(loadedBy(Thread.currentThread().getContextClassLoader()));
        more.removeAll(List.of(own.split(File.pathSeparator)));
        more.add(own);
        return String.join(File.pathSeparator, more);
    }

    /** Those of the parents first. */
    static List<String> loadedBy(ClassLoader loader) {
        List<String> entries = new ArrayList<>();
        for (ClassLoader next = loader; next != null; next = next.getParent()) {
            if (next instanceof URLClassLoader files) {
                entries.addAll(0, Stream.of(files.getURLs()).flatMap(ProgramPath::file).toList());
            }
        }
        return entries;
    }

    /** What a JVM can have on its class path. */
    private static Stream<String> file(URL url) {
        return Stream.of(url)
                .filter(there -> there.getProtocol().equals("file"))
                .map(ProgramPath::path)
                .filter(Files::exists)
                .map(Path::toString);
    }

    private static Path path(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            // Of those who did not quote it.
            return Path.of(url.getPath());
        }
    }

    /** Modules first, as the JVM looks for classes. */
    static List<String> entries(String modulePath, String classPath) {
        List<String> entries = new ArrayList<>();
        for (String entry : modulePath.split(File.pathSeparator)) {
            entries.addAll(modulesOf(Path.of(entry)));
        }
        // Without one, a program that is a module has an empty text there, which elsewhere is the working directory.
        if (!classPath.isEmpty()) {
            entries.addAll(List.of(classPath.split(File.pathSeparator)));
        }
        return entries;
    }

    /** A module, or the modules in a directory. */
    private static List<String> modulesOf(Path entry) {
        if (!Files.isDirectory(entry) || Files.exists(entry.resolve(DESCRIPTOR))) {
            return List.of(entry.toString());
        }
        try (Stream<Path> files = Files.list(entry)) {
            return files.filter(file -> file.toString().endsWith(".jar") || Files.exists(file.resolve(DESCRIPTOR)))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the module path: " + e.getMessage(), e);
        }
    }
}
