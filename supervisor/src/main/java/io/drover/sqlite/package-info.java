/** SQLite as statements and rows. The only place that knows the driver, which is loaded when a database is wanted. */
package io.drover.sqlite;
