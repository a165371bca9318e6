package io.drover.sqlite;

import io.drover.posix.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Opens SQLite files of ours, after a look at whether the place can hold one. */
public final class Database {
    /** As /proc/self/mounts calls them. WAL shares memory between processes, which these do not. */
    private static final Set<String> NETWORK = Set.of(
            "nfs", "nfs3", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "9p", "ceph", "lustre", "gpfs", "beegfs",
            "glusterfs", "ocfs2", "gfs2", "orangefs", "pvfs2", "panfs", "wekafs", "ncpfs", "coda", "virtiofs", "davfs",
            "fuse.sshfs", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs", "fuse.gcsfuse", "fuse.rclone", "fuse.goofys");
    private static final String ADVICE = "; put it on a local disk, such as one under /var/tmp";

    /**
     * What a file is for.
     *
     * @param option the option that names it
     * @param noun what it is, in one or more words
     * @param application PRAGMA application_id, by which it is recognized
     * @param version PRAGMA user_version, of its format
     * @param statements what makes an empty file one; sets both
     * @param older earlier formats, by their version, that can be used as well
     */
    public record Kind(
            String option, String noun, int application, int version, List<String> statements, Map<Long, Older> older) {}

    /**
     * An earlier format.
     *
     * @param upgrade what makes a file of it one of the format of now, done when it is written
     * @param view what makes it look so, in the temporary schema, done when it is only read
     */
    public record Older(List<String> upgrade, List<String> view) {

        /** A format that lacks as well what {@code later} lacks. */
        public Older and(Older later) {
            return new Older(joined(upgrade, later.upgrade), joined(view, later.view));
        }

        private static List<String> joined(List<String> first, List<String> second) {
            return Stream.concat(first.stream(), second.stream()).toList();
        }
    }

    private Database() {}

    /** Opens {@code file} to write, and makes it if it is not there. One at a time, should two be meant to be the same. */
    public static synchronized Connection create(Path file, boolean durable, Kind kind) throws DatabaseException {
        Path directory = file.toAbsolutePath().getParent();
        checkPlace(directory, file, kind);
        try {
            if (!Files.exists(file)) {
                probe(directory, kind);
            }
            return configured(file, durable, kind);
        } catch (SQLException e) {
            throw new DatabaseException("cannot use " + file + " as a " + kind.noun() + ": " + e.getMessage(), e);
        }
    }

    private static Connection configured(Path file, boolean durable, Kind kind) throws SQLException, DatabaseException {
        Connection connection = Driver.connect(file);
        try {
            checkKind(connection, file, kind);
            execute(connection, List.of(
                    "PRAGMA busy_timeout = 10000",
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = " + (durable ? "FULL" : "NORMAL"),
                    "PRAGMA wal_autocheckpoint = 8000",
                    "PRAGMA temp_store = MEMORY"));
            connection.setAutoCommit(false);
            long version = number(connection, "PRAGMA user_version");
            if (version == 0) {
                execute(connection, kind.statements());
            } else if (version != kind.version()) {
                execute(connection, kind.older().get(version).upgrade());
            }
            connection.commit();
            return connection;
        } catch (SQLException | DatabaseException e) {
            connection.close();
            throw e;
        }
    }

    /** Opens an existing file to read. */
    public static Connection open(Path file, Kind kind) throws DatabaseException {
        if (!Files.isRegularFile(file)) {
            throw new DatabaseException("no file " + file);
        }
        try {
            Connection connection = Driver.connect(file);
            try {
                checkKind(connection, file, kind);
                long version = number(connection, "PRAGMA user_version");
                if (version == 0) {
                    throw new DatabaseException(file + " is no " + kind.noun() + " of Drover");
                }
                if (version != kind.version()) {
                    execute(connection, kind.older().get(version).view());
                }
                execute(connection, List.of("PRAGMA busy_timeout = 10000", "PRAGMA query_only = 1"));
                return connection;
            } catch (SQLException | DatabaseException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Whether {@code file} is there and of that kind, of whatever format. */
    public static boolean is(Path file, Kind kind) throws DatabaseException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (Connection connection = Driver.connect(file)) {
            return number(connection, "PRAGMA application_id") == kind.application();
        } catch (SQLException e) {
            // No database: who opens it will say so.
            return false;
        }
    }

    private static void checkKind(Connection connection, Path file, Kind kind) throws SQLException, DatabaseException {
        long version = number(connection, "PRAGMA user_version");
        boolean ours = number(connection, "PRAGMA application_id") == kind.application();
        boolean empty = number(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!ours && !empty) {
            throw new DatabaseException(file + " is a database of something else, not a " + kind.noun() + " of Drover");
        }
        if (version > 0 && version < kind.version() && !kind.older().containsKey(version)) {
            throw new DatabaseException(file + " was written by an older Drover (format " + version + "); take another file");
        }
        if (version > kind.version()) {
            throw new DatabaseException(file + " was written by a newer Drover (format " + version + ")");
        }
    }

    private static void checkPlace(Path directory, Path file, Kind kind) throws DatabaseException {
        if (Files.isDirectory(file)) {
            throw new DatabaseException(kind.option() + ": " + file + " is a directory");
        }
        if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw new DatabaseException(kind.option() + ": cannot write in " + directory);
        }
        try {
            String type = Files.getFileStore(directory).type().toLowerCase(Locale.ROOT);
            if (NETWORK.contains(type)) {
                throw new DatabaseException(kind.option() + ": " + directory + " is on a network file system (" + type + ")" + ADVICE);
            }
        } catch (DatabaseException e) {
            throw e;
        } catch (IOException e) {
            // A place that does not say what it is still has to pass the probe.
        }
    }

    /** Does in a scratch file what the journal will do: some file systems say "wal" and fail at the first write. */
    private static void probe(Path directory, Kind kind) throws DatabaseException {
        Path scratch = directory.resolve(".drover-probe-" + ThisProcess.id() + ".db");
        try {
            try (Connection writer = Driver.connect(scratch); Connection reader = Driver.connect(scratch)) {
                execute(writer, List.of(
                        "PRAGMA journal_mode = WAL", "CREATE TABLE probe(n INTEGER)", "INSERT INTO probe VALUES(42)"));
                if (number(reader, "SELECT n FROM probe") != 42) {
                    throw new SQLException("what was written is not read");
                }
            } finally {
                for (String ending : List.of("", "-wal", "-shm", "-journal")) {
                    Files.deleteIfExists(directory.resolve(scratch.getFileName() + ending));
                }
            }
        } catch (DatabaseException e) {
            // Not the fault of this place.
            throw e;
        } catch (SQLException | IOException e) {
            throw new DatabaseException(kind.option() + ": SQLite does not work in " + directory + " (" + e.getMessage() + ")" + ADVICE, e);
        }
    }

    public static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of all rows that {@code sql} answers. */
    public static Set<String> texts(Connection connection, String sql) throws SQLException {
        Set<String> texts = new HashSet<>();
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                texts.add(result.getString(1));
            }
        }
        return texts;
    }

    /** The one number that {@code sql} answers; 0 for none. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
