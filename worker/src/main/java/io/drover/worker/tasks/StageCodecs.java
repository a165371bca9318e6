package io.drover.worker.tasks;

import io.drover.proto.FlowStage;
import io.drover.task.Codec;
import io.drover.task.Codecs;
import io.drover.task.Task;
import io.drover.worker.slot.SetupException;

/**
 * How what goes into a stage and comes out of it is made bytes: as its task says, unless the flow does. One thread at a time.
 *
 * @param item of one item
 * @param input of what a task is given
 * @param result of what it returns
 */
record StageCodecs(Codec<Object> item, Codec<Object> input, Codec<Object> result) {

    /** Of a task that belongs to no flow. */
    static StageCodecs of(Task<Object, Object> task) {
        return new StageCodecs(task.inputCodec(), task.inputCodec(), task.outputCodec());
    }

    /** @param task of the stage */
    static StageCodecs of(FlowStage stage, Task<Object, Object> task, TaskLoader loader) throws SetupException {
        Codec<Object> result = stage.getResultCodec().isEmpty() ? task.outputCodec() : loader.newCodec(stage.getResultCodec());
        if (stage.getItemCodec().isEmpty()) {
            Codec<Object> input = task.inputCodec();
            return new StageCodecs(stage.getBatches() ? each(input) : input, input, result);
        }
        Codec<Object> item = loader.newCodec(stage.getItemCodec());
        return new StageCodecs(item, stage.getBatches() ? list(item) : item, result);
    }

    @SuppressWarnings("unchecked")
    private static Codec<Object> each(Codec<Object> list) {
        return (Codec<Object>) Codecs.each(list);
    }

    @SuppressWarnings("unchecked")
    private static Codec<Object> list(Codec<Object> each) {
        return (Codec<Object>) (Codec<?>) Codecs.list(each);
    }
}
