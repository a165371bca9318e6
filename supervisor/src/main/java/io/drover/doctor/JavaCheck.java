package io.drover.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** The JVM that runs this, which is also that of the workers. */
final class JavaCheck implements Check {
    private static final int OLDEST = 17;
    private static final String ADVICE = "point JAVA_HOME to a 64-bit JDK " + OLDEST + " or newer";

    @Override
    public String name() {
        return "java";
    }

    @Override
    public Finding examine() {
        String home = System.getProperty("java.home");
        String what = System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ") in " + home;
        if (Runtime.version().feature() < OLDEST || !"64".equals(System.getProperty("sun.arch.data.model", "64"))) {
            return Finding.fail(what, ADVICE);
        }
        if (!Files.isExecutable(Path.of(home, "bin", "java"))) {
            return Finding.fail(what + " has no bin/java to start workers with", ADVICE);
        }
        return Finding.ok(what);
    }
}
