package io.drover.supervisor;

import io.drover.supervisor.process.WorkerLauncher;
import io.drover.supervisor.transport.Transport;
import java.nio.file.Path;

/**
 * Through what a supervisor reaches its workers.
 *
 * @param runId in the environment of every process, to recognise leftovers
 * @param directory private to the supervisor
 */
record Ports(String runId, Path directory, WorkerLauncher launcher, Transport transport) {}
