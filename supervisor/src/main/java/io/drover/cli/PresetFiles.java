package io.drover.cli;

import io.drover.supervisor.input.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where words come from that stand before those of the command line: profiles, or else the configuration file, then
 * {@code PARALLEL}, as for GNU parallel, and {@code DROVER_OPTIONS}. Characters are bytes, as those of the command line.
 */
final class PresetFiles {
    private static final List<String> VARIABLES = List.of("PARALLEL", "DROVER_OPTIONS");
    private static final int WRITABLE_BY_OTHERS = 022;
    private static final int STICKY = 01000;

    private PresetFiles() {}

    /** All lines for a run with {@code options}. Where there is nothing, that costs a look for one file. */
    static List<Presets.Line> read(ProfileOptions options) throws IOException {
        List<Presets.Line> lines = new ArrayList<>();
        if (options.plain()) {
            return lines;
        }
        for (String name : options.profiles()) {
            Path file = profile(name);
            if (file == null || !Files.exists(file)) {
                throw new UsageException("--profile " + name + ": no file " + raw(file));
            }
            read(file, lines);
        }
        Path file = options.profiles().isEmpty() ? inDirectory("config") : null;
        if (file != null && Files.exists(file)) {
            read(file, lines);
        }
        for (String name : VARIABLES) {
            String variable = System.getenv(name);
            if (variable != null) {
                add(name, raw(variable), lines);
            }
        }
        return lines;
    }

    private static Path profile(String name) {
        String text = RawArguments.text(name);
        return text.contains("/") ? Path.of(text) : inDirectory(text);
    }

    /** Null where nobody has a home. */
    private static Path inDirectory(String name) {
        String configured = System.getenv("XDG_CONFIG_HOME");
        // The specification wants relative ones ignored.
        if (configured != null && configured.startsWith("/")) {
            return Path.of(configured, "drover", name);
        }
        String home = System.getenv("HOME");
        return home == null || home.isEmpty() ? null : Path.of(home, ".config", "drover", name);
    }

    private static void read(Path file, List<Presets.Line> lines) throws IOException {
        checkPrivate(file);
        checkPrivate(file.toAbsolutePath().getParent());
        int number = 0;
        for (String line : text(file).split("\n")) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                add(raw(file) + ":" + number, line, lines);
            }
        }
    }

    private static void add(String origin, String line, List<Presets.Line> lines) {
        try {
            List<String> words = ShellWords.split(line);
            if (!words.isEmpty()) {
                lines.add(new Presets.Line(origin, words));
            }
        } catch (UsageException e) {
            throw new UsageException(origin + ": " + e.getMessage());
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + (Files.isDirectory(file) ? ": Is a directory" : ": Permission denied"), e);
        }
    }

    /** Whoever can write it could have every run of ours start what they like. */
    private static void checkPrivate(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        int owner = (Integer) Files.getAttribute(path, "unix:uid");
        boolean shared = (mode & WRITABLE_BY_OTHERS) != 0 && !(Files.isDirectory(path) && (mode & STICKY) != 0);
        if (shared) {
            throw new IOException(path + " can be written by others, so no options are read from there;"
                    + " chmod go-w it, or run with --plain");
        }
        if (owner != 0 && owner != self()) {
            throw new IOException(path + " belongs to somebody else, so no options are read from there; run with --plain");
        }
    }

    private static int self() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    private static String raw(Path file) {
        return raw(String.valueOf(file));
    }

    private static String raw(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
