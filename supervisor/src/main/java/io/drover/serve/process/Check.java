package io.drover.serve.process;

import java.net.URI;

/** What is asked of a process to see whether it is well. */
public sealed interface Check {
    /**
     * A command that ends with 0.
     *
     * @param line for the shell
     */
    record Command(String line) implements Check {}

    /**
     * A page that is there: a status below 400.
     *
     * @param url with http or https
     */
    record Http(URI url) implements Check {}

    /**
     * Somebody who accepts connections.
     *
     * @param host name or address
     * @param port of TCP
     */
    record Tcp(String host, int port) implements Check {}
}
