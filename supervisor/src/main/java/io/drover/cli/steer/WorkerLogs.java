package io.drover.cli.steer;

import io.drover.client.Found;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.process.RunDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The log of a worker process: a file beside the socket, whose beginning the supervisor may have taken away. */
final class WorkerLogs {
    private static final int TAIL = 16 << 10;

    /** Null where there is no such process now. */
    private final Path file;
    private final int worker;

    WorkerLogs(Found one, int worker) {
        this.worker = worker;
        this.file = one.sight().getCrewsList().stream()
                .flatMap(crew -> crew.getWorkersList().stream())
                .filter(process -> process.getWorker() == worker)
                .mapToInt(SupervisorSight.Worker::getGeneration)
                .mapToObj(generation -> one.socket().resolveSibling(RunDirectory.logName(worker, generation)))
                .findFirst()
                .orElse(null);
    }

    boolean isOpen() {
        return Files.exists(file);
    }

    List<String> lastLines(int most) throws IOException {
        if (file == null || !isOpen()) {
            return List.of();
        }
        List<String> lines = new String(read(Math.max(0, Files.size(file) - TAIL)), StandardCharsets.UTF_8).lines().toList();
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    /** Returns up to where it has been shown. */
    long show(long from) throws IOException {
        if (file == null) {
            throw new IOException("there is no worker " + worker + " now");
        }
        if (!isOpen()) {
            return from;
        }
        byte[] bytes = read(from);
        System.out.write(withoutHoles(bytes));
        System.out.flush();
        return from + bytes.length;
    }

    private byte[] read(long from) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(0, log.length() - from))];
            log.seek(from);
            log.readFully(bytes);
            return bytes;
        }
    }

    /** What was given back to the file system is read as zeros. */
    private static byte[] withoutHoles(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && bytes[first] == 0) {
            first++;
        }
        return java.util.Arrays.copyOfRange(bytes, first, bytes.length);
    }
}
