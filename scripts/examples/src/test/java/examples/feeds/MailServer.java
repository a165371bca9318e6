package examples.feeds;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A real IMAP server in this JVM: that of GreenMail. */
final class MailServer implements ImapServer {
    private static final long DEADLINE_MILLIS = 30_000;

    private final Managers managers = new Managers();
    private final AbstractServer server = new AbstractServer(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP), managers) {
        /** It answers in small pieces, each of which would else wait until the kernel acknowledges the one before, 40 ms later. */
        @Override
        protected ProtocolHandler createProtocolHandler(Socket client) {
            try {
                client.setTcpNoDelay(true);
            } catch (SocketException e) {
                throw new UncheckedIOException(e);
            }
            return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client) {
                @Override
                public void run() {
                    try {
                        super.run();
                    } catch (IllegalStateException e) {
                        // Its client was killed.
                        close();
                    }
                }
            };
        }
    };
    private final GreenMailUser user;

    MailServer() throws InterruptedException, UserException {
        user = managers.getUserManager().createUser("me@example.org", "me", "secret");
        server.startService();
        if (!server.waitTillRunning(DEADLINE_MILLIS)) {
            throw new IllegalStateException("the IMAP server does not start");
        }
    }

    @Override
    public URI address() {
        return URI.create("imap://me:secret@127.0.0.1:" + server.getPort());
    }

    /** {@return the mails of a folder} */
    List<StoredMessage> mails(String folder) {
        MailFolder found = managers.getImapHostManager().getFolder(user, folder);
        return found == null ? List.of() : new ArrayList<>(found.getMessages());
    }

    @Override
    public int count(String folder) {
        return mails(folder).size();
    }

    @Override
    public void close() {
        server.stopService();
    }
}
