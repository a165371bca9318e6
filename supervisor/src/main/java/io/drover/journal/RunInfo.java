package io.drover.journal;

import io.drover.supervisor.work.Work;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the journal says of a run as a whole, enough to run its tasks again where that can be.
 *
 * @param command for people
 * @param arguments the words of the command line
 * @param directory where it was given
 * @param work what its workers do; null where only the program that had the tasks can run them
 * @param environment chosen for the workers, each "NAME=VALUE"
 */
public record RunInfo(
        String command,
        List<byte[]> arguments,
        String directory,
        Work work,
        List<String> javaOptions,
        List<byte[]> environment,
        String version) {

    /** The kind of runs whose tasks belong to a program. */
    static final String OF_A_PROGRAM = "program";

    /**
     * Of a run of a program's own tasks: nothing is said of how they run.
     *
     * @param command for people
     */
    public static RunInfo ofProgram(String command, String version) {
        return new RunInfo(command, List.of(), System.getProperty("user.dir"), null, List.of(), List.of(), version);
    }

    String kind() {
        return work == null ? OF_A_PROGRAM : work.kind();
    }

    byte[] setup() {
        return work == null ? new byte[0] : work.toBytes();
    }

    byte[] context() {
        return Identity.context(work == null ? List.of() : work.fingerprint(directory, environment));
    }

    /** JVM options and environment of the workers, each with a letter before it that tells which. */
    byte[] workerOptions() {
        List<byte[]> all = new ArrayList<>();
        javaOptions.forEach(option -> all.add(("J" + option).getBytes(StandardCharsets.UTF_8)));
        environment.forEach(variable -> all.add(join("E".getBytes(StandardCharsets.US_ASCII), variable)));
        return terminated(all);
    }

    /** The parts with a NUL after each. */
    public static byte[] terminated(List<byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
            bytes.write(0);
        }
        return bytes.toByteArray();
    }

    /** What {@link #terminated} has put together. */
    static List<byte[]> parts(byte[] bytes) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                parts.add(Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
