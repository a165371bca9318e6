package io.drover.cli.options;

import io.drover.cli.words.SearchPath;
import io.drover.journal.Sha256;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.ShellQuote;
import io.drover.parallel.text.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One file that runs a program as {@code drover run} does: a shell script, and behind it our launcher, our jar and the
 * program, as they are.
 *
 * @param options ours, as they were given
 * @param program a name on the path, or of a file
 * @param arguments what follows the program: its own arguments, and sources of values
 */
record CombinedProgram(List<String> options, String program, List<String> arguments) {
    private static final String SCRIPT = "combined.bash";
    private static final String PLACE_OF_VALUES = "#VALUES\n";

    /** Makes the file, for its owner alone, or puts it in the place of what is there. */
    void write(Path file) throws IOException {
        List<Path> parts = Stream.concat(ours().stream(), Stream.of(found())).toList();
        Path directory = file.toAbsolutePath().getParent();
        Path made;
        try {
            made = Files.createTempFile(directory, ".", ".combined");
        } catch (IOException e) {
            throw new IOException("--combineexec: cannot make a file in " + directory + ": "
                    + (e instanceof NoSuchFileException ? "no such directory" : e.getMessage()), e);
        }
        try {
            try (OutputStream out = Files.newOutputStream(made)) {
                out.write(script(parts));
                for (Path part : parts) {
                    Files.copy(part, out);
                }
            }
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
            Files.move(made, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Launcher and jar; they are where we are. */
    private static List<Path> ours() {
        Path jar = Path.of(System.getProperty("java.class.path")).toAbsolutePath();
        return Stream.of("bin/drover", "scripts/drover")
                .map(name -> jar.resolve("../../..").resolve(name).normalize())
                .filter(Files::isRegularFile)
                .findFirst()
                .map(launcher -> List.of(launcher, jar))
                .orElseThrow(() -> new UsageException("--combineexec: no launcher beside " + jar));
    }

    private Path found() {
        String name = RawArguments.text(program);
        return SearchPath.find(name)
                .orElseThrow(() -> new UsageException("--combineexec: no program " + name + " that could be put into the file"));
    }

    private byte[] script(List<Path> parts) throws IOException {
        MessageDigest digest = Sha256.digest();
        StringBuilder sizes = new StringBuilder();
        for (Path part : parts) {
            try (InputStream in = Files.newInputStream(part)) {
                byte[] buffer = new byte[1 << 16];
                for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
            sizes.append(sizes.isEmpty() ? "" : " ").append(Files.size(part));
        }
        digest.update(RawArguments.bytes(program));
        String name = program.substring(program.lastIndexOf('/') + 1);
        String values = "id=%s name=%s sizes=(%s)\nrun() { exec bash -p \"$place/bin/drover\" run %s \"$program\" %s \"$@\"; }\n"
                .formatted(
                        HexFormat.of().formatHex(digest.digest(), 0, 12),
                        quoted(name),
                        sizes,
                        options.stream().map(CombinedProgram::quoted).collect(Collectors.joining(" ")),
                        arguments.stream().map(CombinedProgram::quoted).collect(Collectors.joining(" ")));
        try (InputStream in = CombinedProgram.class.getResourceAsStream(SCRIPT)) {
            String script = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            return RawArguments.bytes(script.replace(PLACE_OF_VALUES, values));
        }
    }

    private static String quoted(String word) {
        return new String(ShellQuote.word(RawArguments.bytes(word)), StandardCharsets.ISO_8859_1);
    }
}
