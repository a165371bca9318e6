package io.drover.supervisor.journal;

import io.drover.proto.CommandSetup;
import io.drover.proto.JavaSetup;
import io.drover.supervisor.core.TaskSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What makes two tasks the same: the SHA-256 of the composed command line (or the input of a Java task), its standard
 * input, and the context: working directory and chosen environment, or the Java task's class. Cut to 128 bits.
 *
 * <p>The journal keeps context and payload, not the identity: it is worked out when a run is resumed, so that a run that
 * is not resumed does not pay for it.
 */
record Identity(long high, long low) {

    static byte[] context(CommandSetup setup, String directory) {
        MessageDigest digest = sha256();
        add(digest, "command".getBytes(StandardCharsets.US_ASCII));
        add(digest, setup.hasWorkingDirectory()
                ? setup.getWorkingDirectory().toByteArray()
                : directory.getBytes(StandardCharsets.UTF_8));
        setup.getEnvironmentList().forEach(variable -> add(digest, variable.toByteArray()));
        if (setup.hasCoproc()) {
            add(digest, setup.getCoproc().toByteArray());
        }
        return digest.digest();
    }

    static byte[] context(JavaSetup setup, String directory, List<byte[]> environment) {
        MessageDigest digest = sha256();
        add(digest, "java".getBytes(StandardCharsets.US_ASCII));
        add(digest, directory.getBytes(StandardCharsets.UTF_8));
        add(digest, setup.getTaskClass().getBytes(StandardCharsets.UTF_8));
        environment.forEach(variable -> add(digest, variable));
        return digest.digest();
    }

    static Identity of(byte[] context, TaskSpec task) {
        return of(context, task.payload().toByteArray(), offsets(task), inputHash(task));
    }

    static Identity of(byte[] context, byte[] payload, byte[] slotOffsets, byte[] inputHash) {
        MessageDigest digest = sha256();
        add(digest, context);
        add(digest, payload);
        add(digest, slotOffsets == null ? new byte[0] : slotOffsets);
        add(digest, inputHash == null ? new byte[0] : inputHash);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new Identity(hash.getLong(), hash.getLong());
    }

    /** Of the standard input; null where there is none. */
    static byte[] inputHash(TaskSpec task) {
        return task.input() == null ? null : sha256().digest(task.input().bytes());
    }

    /** The slot offsets as the journal keeps them; null where there are none. */
    static byte[] offsets(TaskSpec task) {
        if (task.slotOffsets() == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.allocate(4 * task.slotOffsets().length);
        for (int offset : task.slotOffsets()) {
            bytes.putInt(offset);
        }
        return bytes.array();
    }

    static int[] offsets(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        int[] offsets = new int[bytes.length / 4];
        ByteBuffer.wrap(bytes).asIntBuffer().get(offsets);
        return offsets;
    }

    /** With its length, so that no two lists of parts run together to the same bytes. */
    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
