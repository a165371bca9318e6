package io.drover.cli.toml;

import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Reads a file as far as TOML goes. */
public final class TomlFile {
    private TomlFile() {}

    /**
     * What is written there.
     *
     * @param file its name, with one byte per character
     * @throws UsageException for the first thing that is no TOML
     * @throws IOException if it cannot be read; the message is for the user
     */
    public static TomlParseResult read(String file) throws IOException {
        TomlParseResult result = parsed(file);
        if (result.hasErrors()) {
            throw fault(file, result.errors().get(0));
        }
        return result;
    }

    /**
     * The same, with or without errors.
     *
     * @throws UsageException if it cannot be TOML at all
     * @throws IOException if it cannot be read; the message is for the user
     */
    public static TomlParseResult parsed(String file) throws IOException {
        Place whole = new Place(file, 0, 0);
        Path path = Path.of(RawArguments.text(file));
        try {
            byte[] bytes = Files.readAllBytes(path);
            return Toml.parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw whole.fault("not in UTF-8, which TOML is");
        } catch (StackOverflowError e) {
            throw whole.fault("too many brackets in each other");
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** For a file that cannot be read. */
    public static IOException unreadable(Path path, IOException e) {
        String why = !Files.exists(path) ? "No such file or directory" : Files.isDirectory(path) ? "Is a directory" : "Permission denied";
        return new IOException("cannot read " + path + ": " + why, e);
    }

    private static UsageException fault(String file, TomlParseError error) {
        return new Place(file, error.position().line(), error.position().column()).faultInText(error.getMessage());
    }
}
