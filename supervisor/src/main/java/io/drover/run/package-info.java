/**
 * A run: the first face on the engine, one crew from its first task to its last. And what is left to do when it is over: its report,
 * how to resume or repeat it, its exit status. Nothing of options.
 */
package io.drover.run;
