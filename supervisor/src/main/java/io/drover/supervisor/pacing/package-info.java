/**
 * What a run makes wait for: the machine's load, memory and swap, a command, the user. Decides nothing about tasks; the
 * core is told that a start is granted, or how much may run.
 */
package io.drover.supervisor.pacing;
