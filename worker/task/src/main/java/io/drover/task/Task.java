package io.drover.task;

/**
 * Work that Drover runs in a worker process: one input, one result.
 *
 * <p>A worker makes one instance for each of its slots, with the public constructor without parameters. All calls to
 * an instance come from one thread, in this order: {@link #setUp} once, {@link #run} for every task, {@link
 * #tearDown} once. What belongs to a thread or a process (a database connection, a native library) is opened in
 * {@code setUp} and closed in {@code tearDown}; nothing is ever carried over from the supervisor's process.
 *
 * <p>What a task prints to {@code System.out} or {@code System.err} is captured and shown on the supervisor's standard
 * error, whole and apart from other tasks; only the result goes to its standard output.
 *
 * @param <I> input: {@code String}, {@code byte[]} or a protobuf message, or whatever {@link #inputCodec} reads
 * @param <O> result, likewise; null is an empty result
 */
@FunctionalInterface
public interface Task<I, O> {

    /**
     * Does the work. An exception fails this task and no other. An {@code Error} fails it too, and the worker process
     * is replaced, for its state is in doubt. A task whose worker dies is run again, so it may run more than once.
     *
     * @param input what this task is about
     * @param context valid until this method returns
     * @return the result; null is an empty one
     * @throws Exception to fail this task
     */
    O run(I input, TaskContext context) throws Exception;

    /**
     * Called once before the first task. If it throws, the whole run gives up with that as its cause.
     *
     * @param context where this instance lives
     * @throws Exception if no task can be run here
     */
    default void setUp(WorkerContext context) throws Exception {}

    /**
     * Called once after the last task, also after a TERM or INT if the running task ends within the grace period. Not
     * called when the process is killed.
     *
     * @throws Exception which goes to the worker's log, and changes nothing
     */
    default void tearDown() throws Exception {}

    /**
     * How bytes become an input. By default found from the type argument {@code I}.
     *
     * @return one for this instance alone
     */
    default Codec<I> inputCodec() {
        return Codecs.forTypeArgument(getClass(), 0);
    }

    /**
     * How a result becomes bytes. By default found from the type argument {@code O}.
     *
     * @return one for this instance alone
     */
    default Codec<O> outputCodec() {
        return Codecs.forTypeArgument(getClass(), 1);
    }
}
