/** Java tasks, in a class loader of their own. */
package io.drover.worker.tasks;
