package io.drover.doctor;

import io.drover.journal.JournalProbe;
import io.drover.sqlite.DatabaseException;

/** SQLite, for --journal. */
final class SqliteCheck implements Check {
    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public Finding examine() {
        try {
            return Finding.ok(JournalProbe.version(TemporaryCheck.directory()) + " writes a journal");
        } catch (DatabaseException e) {
            return Finding.warn(e.getMessage(), "all but --journal works");
        }
    }
}
