/**
 * What a run leaves in files for other programs, and what a later run learns from them: job log, results, events.
 *
 * <p>Stands on the {@link io.drover.supervisor.output.Conveyor} before what prints, and between the input and the loop;
 * neither knows of it.
 */
package io.drover.records;
