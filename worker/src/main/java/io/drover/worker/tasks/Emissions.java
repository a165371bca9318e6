package io.drover.worker.tasks;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.FlowStage;
import io.drover.proto.Question;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Items and questions that the tasks of a slot send to stages of their flow. Safe for any number of threads. */
final class Emissions implements FlowPort {
    private static final int MAX_QUESTION = 1 << 20;

    /** By name of the stage. */
    private final Map<String, Target> targets;
    private final SlotPort port;
    private final Questions questions;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long sequence;

    Emissions(List<FlowStage> stages, TaskLoader loader, SlotPort port, Questions questions) {
        this.questions = questions;
        this.targets = Target.of(stages, loader);
        this.port = port;
    }

    synchronized void begin(long startedSequence) {
        sequence = startedSequence;
        held.reset();
    }

    /** Sends what is left of the attempt. */
    synchronized void end() {
        flush();
        sequence = 0;
    }

    @Override
    public synchronized void emit(String stage, String input, Object item) {
        Target target = target(stage);
        try {
            add(target.number(input), target.encoded(item));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized CompletableFuture<Object> ask(String stage, String input, Object request) {
        Target target = target(stage);
        int number = target.number(input);
        byte[] item = target.encoded(request);
        if (item.length > MAX_QUESTION) {
            throw new IllegalArgumentException("a question has at most " + MAX_QUESTION + " bytes, not " + item.length);
        }
        Questions.Numbered question = questions.open(target.answer());
        port.ask(Question.newBuilder()
                .setSequence(sequence)
                .setNumber(question.number())
                .setInput(number)
                .setItem(UnsafeByteOperations.unsafeWrap(item))
                .build());
        return question.answer();
    }

    private Target target(String stage) {
        if (sequence == 0) {
            throw new IllegalStateException("the task is over: nothing can be sent to " + stage + " for it");
        }
        Target target = targets.get(stage);
        if (target == null) {
            throw new IllegalArgumentException((targets.isEmpty() ? "this task belongs to no flow: " : "") + "there is no stage " + stage);
        }
        return target;
    }

    private void add(int number, byte[] item) throws IOException {
        CodedOutputStream out = CodedOutputStream.newInstance(held);
        out.writeUInt32NoTag(number);
        out.writeByteArrayNoTag(item);
        out.flush();
        if (held.size() >= SinkPort.MAX_CHUNK) {
            flush();
        }
    }

    private void flush() {
        byte[] bytes = held.toByteArray();
        held.reset();
        boolean interrupted = false;
        for (int from = 0; from < bytes.length; ) {
            ByteString part = UnsafeByteOperations.unsafeWrap(bytes, from, Math.min(SinkPort.MAX_CHUNK, bytes.length - from));
            try {
                port.emitted(sequence, part);
                from += part.size();
            } catch (InterruptedException e) {
                // The task finds its interrupt when it is back.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
