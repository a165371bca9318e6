package io.drover.cli;

import io.drover.cli.options.ProfileOptions;
import io.drover.cli.words.ShellWords;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.posix.NamedFiles;
import io.drover.posix.PosixException;
import io.drover.posix.ProcessTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words that stand before those of the command line: from profiles, or else the configuration file, then
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
        Map<String, String> environment = environment();
        PresetPlaces places = new PresetPlaces(environment);
        for (String name : options.profiles()) {
            if (!readOursOrTheirs(places.profile(name), places.theirProfiles(name), lines)) {
                throw new UsageException("--profile " + name + ": no file " + places.profile(name));
            }
        }
        if (options.profiles().isEmpty()) {
            readOursOrTheirs(places.profile("config"), places.theirConfiguration(), lines);
        }
        for (String name : VARIABLES) {
            if (environment.containsKey(name)) {
                add(name, environment.get(name), lines);
            }
        }
        return lines;
    }

    /** As it is: the JVM has decoded it with the locale, as our arguments. */
    private static Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        for (byte[] entry : ProcessTree.environment()) {
            String text = new String(entry, StandardCharsets.ISO_8859_1);
            int end = text.indexOf('=');
            if (end > 0) {
                variables.putIfAbsent(text.substring(0, end), text.substring(end + 1));
            }
        }
        return variables;
    }

    /** Our file, or where there is none all of GNU parallel's; false if there is neither. */
    private static boolean readOursOrTheirs(String ours, List<String> theirs, List<Presets.Line> lines)
            throws IOException {
        if (ours != null && read(ours, lines)) {
            return true;
        }
        List<Presets.Line> read = new ArrayList<>();
        boolean found = false;
        for (String file : theirs) {
            found |= read(file, read);
        }
        if (!read.isEmpty()) {
            // An option may stand on one line and its value on the next, and after a word of the command none is one.
            List<String> words = read.stream().flatMap(line -> line.words().stream()).toList();
            lines.add(new Presets.Line(read.get(0).origin(), words));
        }
        return found;
    }

    /** False if there is no such file. */
    private static boolean read(String name, List<Presets.Line> lines) throws IOException {
        Path file = path(name);
        if (file == null || !Files.exists(file)) {
            return false;
        }
        checkPrivate(file, name);
        if (!isOpen(name)) {
            if (!Files.isRegularFile(file) && !Files.isDirectory(file)) {
                throw new IOException(RawArguments.text(name) + " is no file, so no options are read from there;"
                        + " move it away, or run with --plain");
            }
            Path real = file.toRealPath();
            checkDirectories(file.toAbsolutePath().getParent().toRealPath());
            checkDirectories(real.getParent());
            file = real;
        }
        int number = 0;
        for (String line : text(file, name).split("\n")) {
            number++;
            if (!line.isBlank() && !line.strip().startsWith("#")) {
                add(name + ":" + number, line, lines);
            }
        }
        return true;
    }

    /** Null if it is not there. */
    private static Path path(String name) {
        String text = RawArguments.text(name);
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            // The locale has no such character, but the kernel knows no locale.
            try {
                return Path.of("/proc/self/fd/" + NamedFiles.openReadOnly(text));
            } catch (PosixException missing) {
                return null;
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

    private static String text(Path file, String name) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? "Is a directory" : "Permission denied";
            throw new IOException("cannot read " + RawArguments.text(name) + ": " + why, e);
        }
    }

    /** {@code <(...)}, whose other end will be closed; whereas nobody may ever write to a pipe that has a name. */
    private static boolean isOpen(String name) {
        return name.startsWith("/dev/fd/") || name.startsWith("/proc/self/fd/");
    }

    /** Who can write to any of those above can put another in its place. */
    private static void checkDirectories(Path directory) throws IOException {
        for (Path above = directory; above != null; above = above.getParent()) {
            checkPrivate(above, raw(above));
        }
    }

    private static String raw(Path path) {
        return new String(path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** Whoever can write it could have every run of ours start what they like. */
    private static void checkPrivate(Path path, String name) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode");
        int owner = (Integer) Files.getAttribute(path, "unix:uid");
        boolean shared = (mode & WRITABLE_BY_OTHERS) != 0 && !(Files.isDirectory(path) && (mode & STICKY) != 0);
        if (shared) {
            throw new IOException(RawArguments.text(name) + " can be written by others, so no options are read from there;"
                    + " chmod go-w it, or run with --plain");
        }
        if (owner != 0 && owner != self()) {
            throw new IOException(RawArguments.text(name)
                    + " belongs to somebody else, so no options are read from there; run with --plain");
        }
    }

    private static int self() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
