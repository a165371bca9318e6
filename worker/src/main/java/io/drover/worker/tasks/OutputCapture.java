package io.drover.worker.tasks;

import com.google.protobuf.ByteString;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotPort;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Collects what a Java task prints to System.out and System.err, from its own thread and those it started. One for each
 * slot; what is printed while no task runs goes to the worker's log.
 */
final class OutputCapture {
    private static final InheritableThreadLocal<OutputCapture> OF_THREAD = new InheritableThreadLocal<>();

    private final SlotPort port;
    private final boolean live;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long sequence;

    OutputCapture(SlotPort port, boolean live) {
        this.port = port;
        this.live = live;
    }

    /** Replaces System.out and System.err of this process. */
    static void install() {
        System.setOut(dispatching(System.out));
        System.setErr(dispatching(System.err));
    }

    private static PrintStream dispatching(PrintStream log) {
        return new PrintStream(new Dispatcher(log), true, StandardCharsets.UTF_8);
    }

    /** Attaches this thread, and all that it starts from now on. */
    void attach() {
        OF_THREAD.set(this);
    }

    synchronized void begin(long startedSequence) {
        sequence = startedSequence;
    }

    /** Ends the task; returns what has not been sent while it ran. */
    synchronized ByteString end() {
        sequence = 0;
        if (held.size() == 0) {
            return ByteString.EMPTY;
        }
        ByteString rest = ByteString.copyFrom(held.toByteArray());
        held.reset();
        return rest;
    }

    /** False when no task runs: a thread that outlived its task. */
    private synchronized boolean write(byte[] bytes, int offset, int length) {
        if (sequence == 0) {
            return false;
        }
        for (int from = offset; from < offset + length; ) {
            int count = Math.min(SinkPort.MAX_CHUNK - held.size(), offset + length - from);
            held.write(bytes, from, count);
            from += count;
            if (held.size() >= SinkPort.MAX_CHUNK || live) {
                send();
            }
        }
        return true;
    }

    private void send() {
        ByteString data = ByteString.copyFrom(held.toByteArray());
        held.reset();
        boolean interrupted = false;
        while (true) {
            try {
                port.output(sequence, true, data);
                break;
            } catch (InterruptedException e) {
                // The task finds its interrupt when it is back from printing.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Dispatcher extends OutputStream {
        private final PrintStream log;

        Dispatcher(PrintStream log) {
            this.log = log;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            OutputCapture capture = OF_THREAD.get();
            if (capture == null || !capture.write(bytes, offset, length)) {
                log.write(bytes, offset, length);
                log.flush();
            }
        }
    }
}
