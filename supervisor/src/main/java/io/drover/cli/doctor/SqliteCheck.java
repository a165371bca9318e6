package io.drover.cli.doctor;

import io.drover.supervisor.journal.JournalException;
import io.drover.supervisor.journal.JournalProbe;

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
        } catch (JournalException e) {
            return Finding.warn(e.getMessage(), "all but --journal works");
        }
    }
}
