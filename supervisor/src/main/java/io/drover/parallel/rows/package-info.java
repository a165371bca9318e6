/** Records combined to rows of values: one after the other, linked, each with each; and how many go into one command. */
package io.drover.parallel.rows;
