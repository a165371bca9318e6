package io.drover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a program that embeds a supervisor or a pool sees of it is explained, with all parameters. (Of all other comments the build
 * checks only that what they say is there; that of {@code io.drover.task} makes its Javadoc.)
 */
class PublicCommentsTest {
    @TempDir
    Path classes;

    @Test
    void thePublicEngineIsExplained() throws IOException {
        assertExplained("supervisor");
    }

    @Test
    void thePoolIsExplained() throws IOException {
        assertExplained("pool");
    }

    @Test
    void whatTravelsIsExplained() throws IOException {
        assertExplained("remote");
    }

    private void assertExplained(String name) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-implicit:none",
                "-Xdoclint:all/protected",
                "-Xdoclint/package:io.drover." + name,
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString());
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null);
                Stream<Path> sources = Files.list(Path.of("src/main/java/io/drover", name))) {
            List<Path> types = sources.filter(path -> path.toString().endsWith(".java")).toList();
            compiler.getTask(null, files, found, options, null, files.getJavaFileObjectsFromPaths(types)).call();
        }
        assertEquals(List.of(), found.getDiagnostics().stream().map(PublicCommentsTest::line).toList());
    }

    private static String line(Diagnostic<? extends JavaFileObject> fault) {
        String file = fault.getSource() == null ? "" : fault.getSource().getName() + ":" + fault.getLineNumber() + ": ";
        return file + fault.getMessage(Locale.ROOT);
    }
}
