package examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The files of the guide, as somebody would copy them. */
final class Guide {
    private static final Pattern FILE = Pattern.compile("(?ms)^```java\n(.*?)^```$");
    private static final Pattern NAME = Pattern.compile("public class (\\w+)");

    private Guide() {}

    /** {@return by the name of the class: what is in the file} */
    static Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (MatchResult file : FILE.matcher(Files.readString(Path.of("README.md"))).results().toList()) {
            Matcher name = NAME.matcher(file.group(1));
            assertEquals(true, name.find(), () -> "no class in " + file.group(1));
            assertEquals(null, files.put(name.group(1), file.group(1)), () -> "two files for " + name.group(1));
        }
        return files;
    }

    /** Compiles all files. A warning fails it, too. */
    static void compile(Path directory) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> file : files().entrySet()) {
            sources.add(Files.writeString(directory.resolve(file.getKey() + ".java"), file.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of("-proc:none", "-Xlint:all,-path", "-cp", classPath(), "-d", directory.toString());
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            compiler.getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(sources)).call();
        }
        List<String> faults = found.getDiagnostics().stream()
                .filter(fault -> fault.getKind() != Diagnostic.Kind.NOTE)
                .map(fault -> fault.toString())
                .toList();
        assertEquals(List.of(), faults);
    }

    /** {@return what a program of the guide is started with, besides its own classes} */
    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
