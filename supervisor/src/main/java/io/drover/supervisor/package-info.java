/**
 * A supervisor of worker processes that can be embedded: no static state, no exit, several in one JVM. {@link
 * io.drover.supervisor.Supervisor} is the entry.
 */
package io.drover.supervisor;
