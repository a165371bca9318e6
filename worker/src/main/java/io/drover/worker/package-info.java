/** A worker process: takes tasks from its PULL socket, runs them, pushes results to the supervisor's sink. */
package io.drover.worker;
