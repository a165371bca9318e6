/** The command line: options become configuration records, a run's end becomes an exit status. Only here the JVM exits. */
package io.drover.cli;
