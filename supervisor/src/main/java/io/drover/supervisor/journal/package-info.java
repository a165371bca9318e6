/**
 * The record of runs in one SQLite file, from which they are resumed, repeated and shown. Keeps JDBC out of everything
 * else; the driver is loaded by {@link io.drover.supervisor.journal.Database} alone and only when there is a journal.
 */
package io.drover.supervisor.journal;
