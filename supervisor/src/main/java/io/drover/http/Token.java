package io.drover.http;

import io.drover.posix.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** What those know who may ask. It stays the same when a service is started again, so that whoever has it need not be told. */
final class Token {
    private static final int BYTES = 32;
    private static final int LEAST = 16;
    private static final String SCHEME = "Bearer ";

    private final byte[] text;

    Token(String text) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
    }

    /** As the file has it, which is made for this user alone where it is not there. */
    static Token in(Path file) throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        try (var out = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.FILE)) {
            String made = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            out.write(StandardCharsets.UTF_8.encode(made + "\n"));
            return new Token(made);
        } catch (FileAlreadyExistsException e) {
            return read(file);
        } catch (IOException e) {
            throw new IOException("cannot write the token of --http to " + file + ": let --http-token name another file", e);
        }
    }

    private static Token read(Path file) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
        if (rights.contains(PosixFilePermission.OTHERS_READ)
                || rights.contains(PosixFilePermission.OTHERS_WRITE)
                || rights.contains(PosixFilePermission.GROUP_WRITE)) {
            throw new IOException("others can read or write " + file + ", which is to be a secret: chmod 600 it, and put another word in it");
        }
        String found = Files.readString(file).strip();
        if (found.length() < LEAST || !found.matches("[!-~]+")) {
            throw new IOException(file + " has no token: at least " + LEAST + " letters without a blank; without the file, one is made");
        }
        return new Token(found);
    }

    /** @param header Authorization; null: there is none */
    boolean isIn(String header) {
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(text, header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8));
    }
}
