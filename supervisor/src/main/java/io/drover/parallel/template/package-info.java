/** Replacement strings: how a row of values becomes a command line, or the name of a file. */
package io.drover.parallel.template;
