/**
 * GNU parallel's language: standard input, files and arguments become tasks, by way of its rooms: records are read,
 * combined to rows, packed and composed into command lines. Knows the engine's tasks and nothing of how they are run.
 *
 * <p>Everything here is bytes. What the command line hands over as text is bytes too, one per character (ISO 8859-1),
 * so that nothing a user writes is lost or changed on its way to the worker.
 */
package io.drover.parallel;
