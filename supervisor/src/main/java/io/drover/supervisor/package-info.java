/**
 * A supervisor of worker processes that can be embedded: no static state, no exit, several in one JVM. {@link
 * io.drover.supervisor.Supervisor} is the entry.
 *
 * <h2>Words</h2>
 *
 * <dl>
 *   <dt>crew
 *   <dd>Workers of one kind of work, with their queue of tasks and their ledger. A supervisor has any number, each begun and
 *       ended by itself.
 *   <dt>intake
 *   <dd>Lets tasks into a crew, which takes what it can use.
 *   <dt>terms
 *   <dd>What a task is owed: attempts and the time between them, a limit of time, its priority.
 *   <dt>follower, receipt, valve
 *   <dd>Is told what becomes of tasks and workers. Output comes with a receipt, which gives its worker credit for more; the
 *       valve says whether more can be taken at all.
 *   <dt>order
 *   <dd>What a supervisor or a crew is told from outside, such as to stop, to scale, or to cancel a task.
 *   <dt>sight
 *   <dd>What can be seen of all crews between two rounds of the loop.
 *   <dt>face
 *   <dd>Who makes of all this something to be used, as {@code io.drover.run} does: it knows the engine, and no other face.
 *   <dt>worker, place, generation
 *   <dd>A worker is a process. It has a numbered place, which survives it; the one that follows there has the next
 *       generation.
 *   <dt>slot
 *   <dd>Where one task runs at a time. A worker has one or more; slots are numbered over all places, from 1.
 *   <dt>attempt
 *   <dd>One start of a task. A task has one final state, after any number of attempts.
 *   <dt>credit, ahead
 *   <dd>How many tasks a worker may hold: as many as it has slots, and some work ahead where tasks are short.
 *   <dt>recall
 *   <dd>Takes back, through the scoreboard, what a worker has and has not started.
 *   <dt>charged, suspected
 *   <dd>A crash costs the task that ran an attempt. Where none ran, the first that the worker had is suspected.
 *   <dt>poison task
 *   <dd>One that has lost too many workers, and gets no more.
 *   <dt>settling
 *   <dd>A worker is dead, and results that it sent may still come.
 *   <dt>hold
 *   <dd>Why no task starts though there is a slot.
 * </dl>
 *
 * <h2>The numbers of a task</h2>
 *
 * <dl>
 *   <dt>id
 *   <dd>Its place in this run, from 1, in the order in which tasks are handed out.
 *   <dt>number
 *   <dd>Its place in the input, which the user knows it by ({@code {#}}); other than the id where a run leaves out what
 *       an earlier one has done. On the wire it is {@code TaskRequest.id}.
 *   <dt>sequence
 *   <dd>Of an attempt, within one worker process, from 1. The scoreboard and results speak of it.
 *   <dt>row
 *   <dd>In the journal, over all runs of it.
 * </dl>
 *
 * <h2>Threads</h2>
 *
 * <p>The caller of {@link io.drover.supervisor.Supervisor#run} is the loop, and owns all state. Others hand something over
 * and wake it:
 *
 * <dl>
 *   <dt>{@code drover-input}, {@code drover-count}
 *   <dd>{@link io.drover.supervisor.InputPump}: read tasks; find out how many there are.
 *   <dt>{@code lane}
 *   <dd>feeds a command of {@code --pipe} that gets one part of the input after the other.
 *   <dt>{@code drover-output}, {@code drover-progress}
 *   <dd>write what tasks print; draw how far the run is.
 *   <dt>{@code drover-records}, {@code drover-journal}
 *   <dd>write job log, results and events; the journal.
 *   <dt>{@code drover-reaper}
 *   <dd>sees that a child has ended, and leaves it to the loop to reap.
 *   <dt>{@code drover-zap}, and ZeroMQ's own
 *   <dd>check tokens; move bytes.
 *   <dt>{@code pacer}
 *   <dd>asks load, memory, a command or the user whether the next task may start.
 *   <dt>{@code drover-leftovers}, {@code preload}
 *   <dd>remove what runs left that were killed; load the native part.
 * </dl>
 *
 * <p>Time is {@code System.nanoTime()} everywhere, taken once in each round of the loop; wall clocks are for people only.
 */
package io.drover.supervisor;
