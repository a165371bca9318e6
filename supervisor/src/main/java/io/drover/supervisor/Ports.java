package io.drover.supervisor;

import io.drover.supervisor.process.WorkerLauncher;
import io.drover.supervisor.transport.Transport;

/**
 * Through what a supervisor reaches its workers.
 *
 * @param runId in the environment of every process, to recognise leftovers
 */
record Ports(String runId, WorkerLauncher launcher, Transport transport) {}
