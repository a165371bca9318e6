/** Lines for a long-lived command in each slot. */
package io.drover.worker.lines;
