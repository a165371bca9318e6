package io.drover.flow;

import io.drover.proto.JavaSetup;
import io.drover.proto.SystemProperty;
import io.drover.remote.FunctionTask;
import io.drover.remote.RemoteFunction;
import io.drover.remote.ValueCodec;
import io.drover.task.Codec;
import io.drover.task.Codecs;
import io.drover.task.Task;

/** What a stage of Java does with its items. */
sealed interface StageTask {
    /** The class of which its workers make instances. */
    Class<?> type();

    /** Of one item, by itself. */
    Codec<Object> item(boolean batches);

    /** Of what it returns, by itself. */
    Codec<Object> result();

    /** Tells workers what they need for it. */
    void setup(JavaSetup.Builder setup);

    /** Tasks of a class, which has codecs. */
    record OfClass(Class<? extends Task<?, ?>> type) implements StageTask {
        @Override
        @SuppressWarnings("unchecked")
        public Codec<Object> item(boolean batches) {
            Codec<Object> input = task().inputCodec();
            return batches ? (Codec<Object>) Codecs.each(input) : input;
        }

        @Override
        public Codec<Object> result() {
            return task().outputCodec();
        }

        @SuppressWarnings("unchecked")
        private Task<Object, Object> task() {
            try {
                return (Task<Object, Object>) type.getConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException(
                        type.getName() + " needs a public constructor without parameters and must be public itself", e);
            }
        }

        @Override
        public void setup(JavaSetup.Builder setup) {}
    }

    /** A function of values, as it travels. */
    record OfFunction(String property) implements StageTask {
        OfFunction(RemoteFunction<?, ?> function) {
            this(FunctionTask.property(function));
        }

        @Override
        public Class<?> type() {
            return FunctionTask.class;
        }

        @Override
        public Codec<Object> item(boolean batches) {
            return new ValueCodec();
        }

        @Override
        public Codec<Object> result() {
            return new ValueCodec();
        }

        @Override
        public void setup(JavaSetup.Builder setup) {
            setup.addSystemProperties(SystemProperty.newBuilder().setName(FunctionTask.FUNCTION).setValue(property));
        }
    }
}
