package io.drover.supervisor;

/** What a supervisor is told from outside; see {@link Supervisor#tell}. */
public sealed interface Order permits CrewOrder, SupervisorOrder {}
