/** A worker process: its start, its two sockets, its loop, its end. How a task is run is in the rooms below. */
package io.drover.worker;
