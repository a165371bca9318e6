/** The items of a flow in an SQLite file, so that it goes on after a kill. */
package io.drover.flow.journal;
