/**
 * The record of runs in one SQLite file, from which they are resumed, repeated and shown. Keeps JDBC out of everything
 * else but the table of results; the driver is loaded by {@link io.drover.sqlite.Database} alone and only when
 * one of them is wanted.
 */
package io.drover.journal;
