/**
 * Tells a collector of OpenTelemetry how long tasks have waited and run: a span for each, sent in batches by a thread of its own, which
 * nobody waits for. Knows tasks and the wire; what it is told comes from behind a conveyor.
 */
package io.drover.trace;
