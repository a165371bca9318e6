/** Processes that are kept running: when each starts and stops, and what is known of it. Decides by {@link io.drover.serve.process.Roster}; knows no files of jobs. */
package io.drover.serve.process;
