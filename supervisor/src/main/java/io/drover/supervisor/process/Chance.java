package io.drover.supervisor.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Names that nobody can guess. The kernel makes them: what the JDK has for it takes longer to load than a directory to make. */
public final class Chance {
    private Chance() {}

    public static UUID uuid() {
        try (FileInputStream random = new FileInputStream("/dev/urandom")) {
            ByteBuffer bytes = ByteBuffer.wrap(random.readNBytes(2 * Long.BYTES));
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (IOException e) {
            // A root directory without devices.
            return UUID.randomUUID();
        }
    }
}
