/** Worker processes on this machine: spawn, signal, reap, and the private directory of a run. Confined to the loop. */
package io.drover.supervisor.process;
