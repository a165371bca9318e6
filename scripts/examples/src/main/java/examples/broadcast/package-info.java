/** One broadcast ends workers of every kind; what each of them does can be seen, and what more of them are worth. */
package examples.broadcast;
