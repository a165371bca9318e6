/**
 * Decides: which worker gets which task, who is charged for a crash, when to respawn, how to stop. Events come in with
 * their time, effects go out through one port. No input or output, no clock, no processes, no sockets.
 */
package io.drover.supervisor.core;
