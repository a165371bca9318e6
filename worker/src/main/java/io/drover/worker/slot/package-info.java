/** What each way to run a task shares: the queue it takes from, the sink it gives to, what a slot is. */
package io.drover.worker.slot;
