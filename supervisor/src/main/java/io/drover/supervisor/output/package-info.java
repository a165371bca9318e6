/**
 * Prints what tasks print: whole or line by line, in order or as it comes, with disk behind memory. Knows tasks and their
 * outcomes, but neither workers nor how the output got here.
 *
 * <p>A {@link io.drover.supervisor.output.BatchingFollower} puts what one round of the loop has told on the first {@link
 * io.drover.supervisor.output.Conveyor}; each has a thread that writes, its {@link io.drover.supervisor.output.Station},
 * and hands on to the next: journal, records, and {@link io.drover.supervisor.output.OutputWriter}. So what is printed
 * is recorded first, and nothing comes back to the loop.
 */
package io.drover.supervisor.output;
