/**
 * What is told of the commands: help, the manual page, completions; all from picocli's model, so that none can be older
 * than the options. Nothing in here is loaded by a run.
 */
package io.drover.help;
