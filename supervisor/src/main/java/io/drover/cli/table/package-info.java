/** Rows for people and for programs. */
package io.drover.cli.table;
