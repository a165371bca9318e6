package examples.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** The IMAP server of Dovecot, one process for each connection, whoever has logged in; no other part of it is needed for that. */
final class DovecotServer implements ImapServer {
    /** As Debian's dovecot-imapd has it. */
    static final Path PROGRAM = Path.of(System.getProperty("examples.dovecot", "/usr/lib/dovecot"), "imap");

    /** It refuses to work for root. */
    private static final int NOBODY = 65534;

    private final Path directory = Files.createTempDirectory("dovecot");
    private final int owner;
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final Queue<Process> processes = new ConcurrentLinkedQueue<>();

    DovecotServer() throws IOException {
        int we = (int) Files.getAttribute(directory, "unix:uid");
        owner = we == 0 ? NOBODY : we;
        Files.setAttribute(directory, "unix:uid", owner);
        new Thread(this::listen, "dovecot").start();
    }

    private void listen() {
        while (true) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                PROGRAM.toString(), "-O", "-o", "mail_location=maildir:" + directory, "-o", "base_dir=" + directory.resolve("run"),
                "-o", "log_path=/dev/null", "-o", "first_valid_uid=" + owner,
                "-o", "mail_uid=" + owner, "-o", "mail_gid=" + (owner == NOBODY ? NOBODY : Files.getAttribute(directory, "unix:gid")),
                "-o", "mail_plugin_dir=" + PROGRAM.resolveSibling("modules"));
        builder.environment().put("USER", "me");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("LD_LIBRARY_PATH", PROGRAM.getParent().toString());
        Process process = builder.redirectErrorStream(true).start();
        processes.add(process);
        client.setTcpNoDelay(true);
        copy(client.getInputStream(), process.getOutputStream());
        copy(process.getInputStream(), client.getOutputStream());
    }

    private static void copy(InputStream from, OutputStream to) {
        new Thread(() -> {
            try (from; to) {
                byte[] buffer = new byte[8192];
                for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
                    to.write(buffer, 0, length);
                    to.flush();
                }
            } catch (IOException e) {
                // One of them has gone, and the other goes, too.
                return;
            }
        }).start();
    }

    @Override
    public URI address() {
        return URI.create("imap://me:secret@127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public int count(String folder) throws IOException {
        int count = 0;
        for (String part : new String[] {"new", "cur"}) {
            Path mails = directory.resolve("." + folder).resolve(part);
            if (Files.exists(mails)) {
                try (Stream<Path> files = Files.list(mails)) {
                    count += (int) files.count();
                }
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Process process : processes) {
            process.destroyForcibly().onExit().join();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
