/**
 * A pool of worker processes for Java programs: what {@link java.util.concurrent.ExecutorService} is for threads, but one
 * that survives crashes, ends what hangs and leaves nobody behind. A face on the engine, of one crew whose tasks are calls.
 */
package io.drover.pool;
