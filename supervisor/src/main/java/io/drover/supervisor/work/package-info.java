/**
 * The kinds of work that tasks can be, and all that differs between them: how a worker is told, what its JVM is like,
 * what makes two tasks the same. Starts and decides nothing.
 */
package io.drover.supervisor.work;
