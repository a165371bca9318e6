package io.drover.serve.process;

import java.net.URI;

/** What is asked of a process to see whether it is well. */
public sealed interface Check {
    /** {@return the same of the process with this number, which takes the place of {%}} */
    Check of(int number);

    /**
     * A command that ends with 0.
     *
     * @param line for the shell
     */
    record Command(String line) implements Check {
        @Override
        public Check of(int number) {
            return new Command(filled(line, number));
        }
    }

    /**
     * A page that is there: a status below 400.
     *
     * @param url with http or https
     */
    record Http(String url) implements Check {
        @Override
        public Check of(int number) {
            return new Http(filled(url, number));
        }

        /** {@return where it is} */
        public URI uri() {
            return URI.create(url);
        }
    }

    /**
     * Somebody who accepts connections.
     *
     * @param address host and port of TCP, with a colon between them
     */
    record Tcp(String address) implements Check {
        @Override
        public Check of(int number) {
            return new Tcp(filled(address, number));
        }

        /** {@return a name or an address} */
        public String host() {
            String host = address.substring(0, address.lastIndexOf(':'));
            return host.isEmpty() ? "localhost" : host.replaceAll("^\\[|\\]$", "");
        }

        /** {@return its number} */
        public int port() {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
        }
    }

    private static String filled(String text, int number) {
        return text.replace("{%}", Integer.toString(number));
    }
}
