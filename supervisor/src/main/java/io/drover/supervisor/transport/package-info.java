/** How workers are reached: the only place that knows ZeroMQ. Everything but the wake-up is confined to the loop. */
package io.drover.supervisor.transport;
