package io.drover.it;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes the jar of a user: compiled against the Drover jar alone, known to no class path but {@code --jar}. */
final class TaskJar {
    private TaskJar() {}

    private static final class Made {
        private static final Path JAR = make(Sandbox.jar().resolveSibling("it-tasks"));
    }

    /** The jar of {@code tasks}, made by the first who asks. Beside it, in {@code classes}, is what is in it. */
    static Path build() {
        return Made.JAR;
    }

    private static Path make(Path directory) {
        try {
            Path classes = Files.createDirectories(directory.resolve("classes"));
            try (Stream<Path> sources = Files.list(Path.of(URI.create(TaskJar.class.getResource("tasks").toString())))) {
                compile(sources.toList(), classes);
            }
            return pack(classes, directory.resolve("tasks.jar"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Compiles against the Drover jar alone, and what {@code more} options say. */
    static void compile(List<Path> sources, Path classes, String... more) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-cp", Sandbox.jar().toString(), "-nowarn"));
            options.addAll(List.of(more));
            boolean done = compiler.getTask(
                            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!done) {
                throw new AssertionError(messages.toString());
            }
        }
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
