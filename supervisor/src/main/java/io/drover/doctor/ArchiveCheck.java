package io.drover.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether this start was a fast one: the launcher found its class-data archives, or could make them. */
final class ArchiveCheck implements Check {
    private static final Pattern FILE = Pattern.compile("-XX:(?:SharedArchiveFile|AOTCache)=(\\S+)");

    @Override
    public String name() {
        return "class-data archive";
    }

    @Override
    public Finding examine() {
        return examine(System.getProperty("drover.worker.archive"), System.getenv("DROVER_NO_CACHE"));
    }

    /**
     * @param options those that the launcher has for workers; null without launcher
     * @param off DROVER_NO_CACHE
     */
    static Finding examine(String options, String off) {
        if (options == null) {
            return Finding.warn("not started by the launcher, so starts are slow", "use scripts/drover");
        }
        Matcher file = FILE.matcher(options);
        if (file.find() && Files.isReadable(Path.of(file.group(1)))) {
            return Finding.ok("starts are fast by " + Path.of(file.group(1)).getParent());
        }
        return off != null && !off.isEmpty()
                ? Finding.warn("starts are slow, as DROVER_NO_CACHE is set", "unset it")
                : Finding.warn(
                        "starts are slow, as the launcher keeps no archive",
                        "let DROVER_CACHE name a directory of yours, without blanks");
    }
}
