package io.drover.sqlite;

import io.drover.posix.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.SQLiteOpenMode;

/**
 * Loads the SQLite driver. Its native part is unpacked by us, into memory, or where that may not be executed into a file
 * that is removed as soon as it is loaded: the driver would leave it in the temporary directory whenever the process dies
 * of a signal.
 */
final class Driver {
    private static boolean loaded;

    private Driver() {}

    static Connection connect(Path file) throws DatabaseException, SQLException {
        load();
        String name = file.toAbsolutePath().toString();
        if (name.contains("?")) {
            // The driver takes what follows for options.
            throw new DatabaseException("a database cannot have ? in its path: " + file);
        }
        SQLiteConfig config = new SQLiteConfig();
        // The driver has a lock of its own around each call: that of the library would be taken for nothing.
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        return JDBC.createConnection("jdbc:sqlite:" + name, config.toProperties());
    }

    private static synchronized void load() throws DatabaseException {
        if (loaded) {
            return;
        }
        try {
            if (System.getProperty("org.sqlite.lib.path") == null) {
                loadUnpacked();
            } else {
                initialize();
            }
        } catch (IOException e) {
            throw new DatabaseException("cannot load the SQLite library: " + e.getMessage()
                    + "; set TMPDIR to a directory whose files may be executed", e);
        }
        loaded = true;
    }

    /** By itself the driver would log stack traces where that fails, and try the same in places where nobody tidies up. */
    private static void loadUnpacked() throws IOException {
        String system = Files.exists(Path.of("/lib/ld-musl-" + machine() + ".so.1")) ? "Linux-Musl" : "Linux";
        String resource = "/org/sqlite/native/" + system + "/" + machine() + "/libsqlitejdbc.so";
        try {
            Unpacked.loadFromMemory(resource, Driver::initialize);
        } catch (IOException e) {
            Unpacked.load(resource, directory -> initialize(directory.resolve("libsqlitejdbc.so")));
        }
    }

    private static void initialize(Path library) throws IOException {
        System.setProperty("org.sqlite.lib.path", library.getParent().toString());
        System.setProperty("org.sqlite.lib.name", library.getFileName().toString());
        initialize();
    }

    private static void initialize() throws IOException {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String machine() {
        String machine = System.getProperty("os.arch");
        return machine.equals("amd64") ? "x86_64" : machine;
    }
}
