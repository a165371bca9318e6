/** Commands: their environment, input, output, process groups, and how they are ended. */
package io.drover.worker.command;
