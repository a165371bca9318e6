package io.drover.serve;

import io.drover.sqlite.DatabaseException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/** Why a store cannot be used, and whether it may be again. */
final class StoreFailure {
    // Of SQLite: see sqlite3.h.
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int NO_MEMORY = 7;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;
    private static final Set<Integer> MAY_PASS = Set.of(BUSY, LOCKED, NO_MEMORY, READ_ONLY, IO_ERROR, FULL, CANNOT_OPEN);

    private StoreFailure() {}

    /** For the user. */
    static String words(SQLException e, Path file) {
        return switch (e.getErrorCode()) {
            case FULL -> "there is no room for " + file + ": its disk is full";
            case CORRUPT, NOT_A_DATABASE -> file + " is damaged: what can be saved, sqlite3 " + file + " .recover prints";
            default -> "cannot use " + file + ": " + e.getMessage();
        };
    }

    /** Whether what could not be stored may be some time later: a full disk gets room again, a damaged file does not heal. */
    static boolean mayPass(DatabaseException e) {
        return e.getCause() instanceof SQLException cause && MAY_PASS.contains(cause.getErrorCode());
    }
}
