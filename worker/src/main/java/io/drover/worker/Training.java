package io.drover.worker;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/**
 * While a class-data archive is made: loads the classes that the short run itself does not need, so that Java tasks,
 * signals and failures start as fast as commands do.
 */
public final class Training {
    private Training() {}

    public static boolean on() {
        return System.getProperty("drover.training") != null;
    }

    /** Loads all of Drover's classes that the jar has in these packages and below them. */
    public static void load(String... packages) {
        List<String> prefixes = Arrays.stream(packages).map(name -> name.replace('.', '/') + "/").toList();
        try (JarFile jar = new JarFile(new File(System.getProperty("java.class.path")))) {
            jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && prefixes.stream().anyMatch(name::startsWith))
                    .forEach(Training::loadEntry);
        } catch (IOException e) {
            // Not run from the jar: no archive will fit either.
        }
    }

    private static void loadEntry(String name) {
        try {
            Class.forName(name.substring(0, name.length() - 6).replace('/', '.'), false, Training.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // One class less in the archive.
        }
    }
}
