package io.drover.journal;

import io.drover.supervisor.core.TaskSpec;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;

/**
 * What makes two tasks the same: the SHA-256 of the composed command line (or the input of a Java task), its standard
 * input, its own directory if it has one that lasts, and the context: working directory and chosen environment, or the Java task's class. Cut to 128 bits.
 *
 * <p>The journal keeps context and payload, not the identity: it is worked out when a run is resumed, so that a run that
 * is not resumed does not pay for it.
 */
record Identity(long high, long low) {
    /** @param parts in which tasks of a run are the same; see {@link io.drover.supervisor.work.Work#fingerprint} */
    static byte[] context(List<byte[]> parts) {
        MessageDigest digest = Sha256.digest();
        parts.forEach(part -> add(digest, part));
        return digest.digest();
    }

    static Identity of(byte[] context, TaskSpec task) {
        return of(context, task.payload().toByteArray(), StoredSlots.of(task), inputHash(task), StoredDirectory.of(task));
    }

    static Identity of(byte[] context, byte[] payload, byte[] slotOffsets, byte[] inputHash, byte[] directory) {
        MessageDigest digest = Sha256.digest();
        add(digest, context);
        add(digest, payload);
        add(digest, slotOffsets == null ? new byte[0] : StoredSlots.forAnyNumberOfSlots(slotOffsets));
        add(digest, inputHash == null ? new byte[0] : inputHash);
        if (directory != null && !StoredDirectory.isTemporary(directory)) {
            add(digest, directory);
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new Identity(hash.getLong(), hash.getLong());
    }

    /** Of the standard input; null where there is none. */
    static byte[] inputHash(TaskSpec task) {
        return task.input() == null ? null : Sha256.digest().digest(task.input().bytes());
    }

    /** With its length, so that no two lists of parts run together to the same bytes. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
    }
}
