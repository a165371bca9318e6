/**
 * Prints what tasks print, from a thread of its own: whole or line by line, in order or as it comes, with disk behind
 * memory. Knows tasks and their outcomes, but neither workers nor how the output got here.
 */
package io.drover.supervisor.output;
