/** Signals as events for the loop. Handlers only enqueue and wake. */
package io.drover.supervisor.signals;
