package io.drover.worker.tasks;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;
import io.drover.proto.FlowStage;
import io.drover.proto.Question;
import io.drover.task.Codec;
import io.drover.task.Codecs;
import io.drover.worker.slot.SetupException;
import io.drover.worker.slot.SinkPort;
import io.drover.worker.slot.SlotPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Items and questions that the tasks of a slot send to stages of their flow. Safe for any number of threads. */
final class Emissions implements FlowPort {
    private static final int MAX_QUESTION = 1 << 20;

    private final List<FlowStage> stages;
    private final TaskLoader loader;
    private final SlotPort port;
    private final Questions questions;
    /** By name of the stage. */
    private final Map<String, StageCodecs> codecs = new HashMap<>();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private long sequence;

    Emissions(List<FlowStage> stages, TaskLoader loader, SlotPort port, Questions questions) {
        this.questions = questions;
        this.stages = stages;
        this.loader = loader;
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
    public synchronized void emit(String name, String input, Object item) {
        checkRunning(name);
        FlowStage stage = stage(name);
        try {
            add(number(stage, input), encoded(stage, item));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized CompletableFuture<Object> ask(String name, String input, Object request) {
        checkRunning(name);
        FlowStage stage = stage(name);
        byte[] item = encoded(stage, request);
        if (item.length > MAX_QUESTION) {
            throw new IllegalArgumentException("a question has at most " + MAX_QUESTION + " bytes, not " + item.length);
        }
        Questions.Numbered question = questions.open(output(stage));
        port.ask(Question.newBuilder()
                .setSequence(sequence)
                .setNumber(question.number())
                .setInput(number(stage, input))
                .setItem(UnsafeByteOperations.unsafeWrap(item))
                .build());
        return question.answer();
    }

    private void checkRunning(String name) {
        if (sequence == 0) {
            throw new IllegalStateException("the task is over: nothing can be sent to " + name + " for it");
        }
    }

    private FlowStage stage(String name) {
        return stages.stream().filter(stage -> stage.getName().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
                stages.isEmpty() ? "this task belongs to no flow: there is no stage " + name : "there is no stage " + name));
    }

    /** @param input its name; null: the first */
    private int number(FlowStage wanted, String input) {
        int before = 0;
        for (FlowStage stage : stages.subList(0, stages.indexOf(wanted))) {
            before += Math.max(1, stage.getInputsCount());
        }
        int number = input == null ? 0 : wanted.getInputsList().indexOf(input);
        if (number < 0) {
            throw new IllegalArgumentException("the stage " + wanted.getName() + " has no input " + input);
        }
        return before + number;
    }

    private byte[] encoded(FlowStage stage, Object item) {
        try {
            return codec(stage, item).encode(item);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "no item for the stage " + stage.getName() + ": " + (item == null ? "null" : item.getClass().getName()) + ": " + e, e);
        }
    }

    private Codec<Object> codec(FlowStage stage, Object item) throws SetupException {
        return stage.getTaskClass().isEmpty() ? text(item instanceof byte[]) : codecs(stage).item();
    }

    private Codec<Object> output(FlowStage stage) {
        try {
            return stage.getTaskClass().isEmpty() ? text(false) : codecs(stage).result();
        } catch (SetupException e) {
            throw new IllegalArgumentException("nobody knows what " + stage.getName() + " answers: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Codec<Object> text(boolean bytes) {
        return (Codec<Object>) (Codec<?>) (bytes ? Codecs.bytes() : Codecs.text());
    }

    private StageCodecs codecs(FlowStage stage) throws SetupException {
        StageCodecs known = codecs.get(stage.getName());
        if (known == null) {
            known = StageCodecs.of(stage, loader.newTask(stage.getTaskClass()), loader);
            codecs.put(stage.getName(), known);
        }
        return known;
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
