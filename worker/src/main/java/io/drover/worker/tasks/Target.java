package io.drover.worker.tasks;

import io.drover.proto.FlowStage;
import io.drover.task.Codec;
import io.drover.task.Codecs;
import io.drover.worker.slot.SetupException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stage that tasks send items to, and ask. One thread at a time. */
final class Target {
    private final FlowStage stage;
    /** Number of its first input. */
    private final int first;
    private final TaskLoader loader;
    /** Null until somebody wants to know. */
    private StageCodecs codecs;

    private Target(FlowStage stage, int first, TaskLoader loader) {
        this.stage = stage;
        this.first = first;
        this.loader = loader;
    }

    /** All stages of a flow, by their names. */
    static Map<String, Target> of(List<FlowStage> stages, TaskLoader loader) {
        Map<String, Target> targets = new HashMap<>();
        int inputs = 0;
        for (FlowStage stage : stages) {
            targets.put(stage.getName(), new Target(stage, inputs, loader));
            inputs += Math.max(1, stage.getInputsCount());
        }
        return targets;
    }

    /**
     * The number of one of its inputs, among all of the flow.
     *
     * @param input its name; null: the first
     */
    int number(String input) {
        int number = input == null ? 0 : stage.getInputsList().indexOf(input);
        if (number < 0) {
            throw new IllegalArgumentException("the stage " + stage.getName() + " has no input " + input);
        }
        return first + number;
    }

    byte[] encoded(Object item) {
        try {
            return codec(item).encode(item);
        } catch (Exception e) {
            throw new IllegalArgumentException(
                    "no item for the stage " + stage.getName() + ": " + (item == null ? "null" : item.getClass().getName()) + ": " + e, e);
        }
    }

    private Codec<Object> codec(Object item) throws SetupException {
        return stage.getTaskClass().isEmpty() ? text(item instanceof byte[]) : codecs().item();
    }

    /** Reads what it answers. */
    Codec<Object> answer() {
        try {
            return stage.getTaskClass().isEmpty() ? text(false) : codecs().result();
        } catch (SetupException e) {
            throw new IllegalArgumentException("nobody knows what " + stage.getName() + " answers: " + e.getMessage(), e);
        }
    }

    /** Of commands. */
    @SuppressWarnings("unchecked")
    private static Codec<Object> text(boolean bytes) {
        return (Codec<Object>) (Codec<?>) (bytes ? Codecs.bytes() : Codecs.text());
    }

    private StageCodecs codecs() throws SetupException {
        if (codecs == null) {
            codecs = StageCodecs.of(stage, loader.newTask(stage.getTaskClass()), loader);
        }
        return codecs;
    }
}
