package io.drover.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a running task can ask and tell. Valid until {@link Task#run} returns; may be used from any thread until then. */
public interface TaskContext {

    /** {@return the task's number in the run, from 1, in the order of the input} */
    long taskId();

    /** {@return 1 when the task runs for the first time, 2 when it runs again} */
    int attempt();

    /** {@return the slot that runs it, from 1: no two tasks that run at the same time have the same} */
    int slot();

    /** {@return when the task will be killed; empty if it may take as long as it likes} */
    Optional<Instant> deadline();

    /**
     * Whether the run is being stopped. A task that asks gets the grace period to end by itself; one that never asks
     * is ended with its process at once. Its thread is interrupted as well.
     *
     * @return true once the run is being stopped
     */
    boolean isCancelled();

    /**
     * Has something done when the run is being stopped.
     *
     * @param action called from another thread; at once and from this one if the run is being stopped already
     */
    void onCancel(Runnable action);

    /**
     * Puts a line among what this task prints.
     *
     * @param message without a newline at its end
     */
    void log(String message);

    /**
     * Sends an item to a stage of the flow that this task belongs to, its own and earlier ones included. It comes there if this attempt
     * succeeds, and when it has; how many there are is limited by the disk alone.
     *
     * @param stage its name
     * @param item for the input of that stage's task: made bytes by its input codec; text, or bytes as they are, where commands are
     * @throws IllegalArgumentException if there is no such stage, as in a task that belongs to no flow, or the item is none for it
     */
    void emit(String stage, Object item);

    /**
     * As {@link #emit(String, Object)}, to one of several inputs that the stage has.
     *
     * @param stage its name
     * @param input name of the input; else it is the first
     * @param item for the input of that stage's task
     * @throws IllegalArgumentException if there is no such stage or input, or the item is none for it
     */
    void emit(String stage, String input, Object item);

    /**
     * Which of several inputs of its stage the task's item has come by.
     *
     * @return the name; empty where there is one, without a name
     */
    String input();

    /**
     * Asks a stage of the flow that this task belongs to, behind its own: a task there is given the request, however much
     * waits for it, and what it returns comes back instead of going on.
     *
     * @param <R> the type of the answer
     * @param stage its name
     * @param request for the input of that stage's task, at most 1 MiB of bytes
     * @return the result of that task; fails if that did, or if it has more than 1 MiB
     * @throws IllegalArgumentException if there is no such stage, or the request is none for it
     */
    <R> CompletableFuture<R> ask(String stage, Object request);

    /**
     * As {@link #ask(String, Object)}, by one of several inputs that the stage has.
     *
     * @param <R> the type of the answer
     * @param stage its name
     * @param input name of the input; else it is the first
     * @param request for the input of that stage's task
     * @return the result of that task
     * @throws IllegalArgumentException if there is no such stage or input, or the request is none for it
     */
    <R> CompletableFuture<R> ask(String stage, String input, Object request);

    /**
     * Has no task start for a while, as a server wants that answers 429 with {@code Retry-After}: none of this run, of this pool, or of
     * this stage of a flow. What runs goes on, this task as well; one that fails now and may run again does so after the pause. Of several
     * pauses the one counts that ends last.
     *
     * @param length from now on, a year at most; zero and less is none
     */
    void pause(Duration length);

    /**
     * Tells how much is done; shown where the supervisor lists its running tasks.
     *
     * @param fraction from 0 to 1
     */
    void progress(double fraction);
}
