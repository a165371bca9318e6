package io.drover.worker.command;

import io.drover.posix.Descriptors;
import io.drover.posix.NamedFiles;
import io.drover.posix.PosixException;
import io.drover.proto.TaskInput;
import io.drover.proto.TaskRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one attempt of a command reads: made before its start, fed while it runs, removed after its end. */
final class CommandInput {
    private static final int NONE = -1;
    /** The kernel gives a pipe one page when the user has very many of them (pipe(7)). */
    private static final int FITS_A_PIPE = 4096;

    private final TaskInput input;
    private final int devNull;
    private int descriptor = NONE;
    /** Where the feeder writes; of a FIFO only the feeder knows. */
    private int target = NONE;
    private Thread feeder;
    private volatile boolean open;

    /** @param devNull what a command has as standard input that reads elsewhere or not at all */
    CommandInput(TaskRequest task, int devNull) {
        this.input = task.hasInput() ? task.getInput() : null;
        this.devNull = devNull;
        if (input == null) {
            descriptor = devNull;
            return;
        }
        switch (input.getPlace()) {
            case FILE -> {
                descriptor = devNull;
                makeFile();
            }
            case FIFO -> {
                descriptor = devNull;
                NamedFiles.makeFifo(input.getName());
            }
            // What it held is gone with the first attempt.
            case STREAM -> descriptor = task.getAttempt() == 0 ? NamedFiles.openReadOnly(input.getName()) : devNull;
            case STANDARD_INPUT, UNRECOGNIZED -> openStandardInput();
        }
    }

    private void openStandardInput() {
        // A pipe and no file in memory: some programs, wc for one, print something else when they see a file.
        Descriptors.Pipe pipe = Descriptors.pipe();
        descriptor = pipe.readEnd();
        if (input.getPath().isEmpty() && input.getData().size() <= FITS_A_PIPE) {
            Descriptors.write(pipe.writeEnd(), input.getData().toByteArray());
            Descriptors.close(pipe.writeEnd());
        } else {
            target = pipe.writeEnd();
        }
    }

    private void makeFile() {
        int file = NamedFiles.createNew(input.getName());
        try {
            write(file);
        } catch (PosixException e) {
            remove();
            throw e;
        } finally {
            Descriptors.close(file);
        }
    }

    /** The descriptor that becomes the command's standard input. */
    int descriptor() {
        return descriptor;
    }

    /** The command has been started, or could not be: it has its own copy of the descriptor. */
    void started() {
        if (descriptor != devNull) {
            Descriptors.close(descriptor);
        }
        boolean fifo = input != null && input.getPlace() == TaskInput.Place.FIFO;
        if (fifo || target != NONE) {
            feeder = new Thread(null, this::feed, "feeder", 64 << 10);
            feeder.setDaemon(true);
            feeder.start();
        }
    }

    private void feed() {
        try {
            int to = target == NONE ? NamedFiles.openWriteOnly(input.getName()) : target;
            open = true;
            try {
                write(to);
            } finally {
                Descriptors.close(to);
            }
        } catch (PosixException e) {
            if (e.errno() != PosixException.EPIPE) {
                System.err.println("input of a command: " + e.getMessage());
            }
            // A command need not read all of its input.
        }
    }

    private void write(int to) {
        for (ByteBuffer piece : input.getData().asReadOnlyByteBufferList()) {
            Descriptors.write(to, piece);
        }
        if (!input.getPath().isEmpty()) {
            int from = NamedFiles.openReadOnly(input.getPath());
            try {
                Descriptors.copy(from, input.getOffset(), input.getLength(), to);
            } finally {
                Descriptors.close(from);
            }
        }
    }

    /** The command has ended. */
    void ended() throws InterruptedException {
        if (input == null || input.getPlace() != TaskInput.Place.FIFO && input.getPlace() != TaskInput.Place.FILE) {
            return;
        }
        if (feeder != null && !open) {
            // The command never read its FIFO; the feeder waits in open(2) until somebody does.
            int reader = NamedFiles.openNonBlocking(input.getName());
            while (!open && feeder.isAlive()) {
                feeder.join(1);
            }
            Descriptors.close(reader);
        }
        remove();
    }

    private void remove() {
        try {
            Files.deleteIfExists(Path.of(input.getName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
