/**
 * What a run leaves in files for other programs, and what a later run learns from them: job log, results, events.
 *
 * <p>Stands between the loop and the {@link io.drover.supervisor.output.Output} that prints, and between the input and
 * the loop; neither knows of it. Writing happens in a thread of its own.
 */
package io.drover.records;
