package examples.feeds;

import java.io.IOException;
import java.net.URI;

/** A real IMAP server. */
interface ImapServer extends AutoCloseable {
    /** {@return where it is, and who may log in} */
    URI address();

    /** {@return how many mails there are in a folder} */
    int count(String folder) throws IOException;

    @Override
    void close() throws IOException;
}
