package io.drover.journal;

import io.drover.sqlite.DatabaseException;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Conveyor;
import java.util.List;
import java.util.function.Consumer;

/**
 * The record of one run. Opened by a thread of its own while the run starts; a run that has none touches nothing of
 * this.
 */
public final class Journal {
    private final JournalConfig config;
    private final RunInfo info;
    private final JournalStation station;

    private Journal(JournalConfig config, RunInfo info) {
        this.config = config;
        this.info = info;
        this.station = new JournalStation(config, info);
    }

    /** Returns at once; what is wrong with the journal shows at the first read of a source, or in {@link #awaitOpen}. */
    public static Journal start(JournalConfig config, RunInfo info) {
        Journal journal = new Journal(config, info);
        journal.station.conveyor().start();
        return journal;
    }

    /**
     * Records what {@code tasks} brings, without what is done already if the run resumes another.
     *
     * @param others what else is recorded of the run
     * @param notices takes one line for the user, when it is known what there is to do
     */
    public TaskSource source(TaskSource tasks, OtherRecords others, Consumer<String> notices) {
        TaskSource source = config.mode().resumes()
                ? new ResumedSource(tasks, station, config, info.context(), others, notices)
                : tasks;
        return new RecordedSource(source, station);
    }

    /** The recorded tasks of the last run, and those it continues, that are not ok. */
    public TaskSource retried() {
        return new RecordedSource(new RetriedSource(station, config), station);
    }

    /** For tasks that come from no source: waits until they can be recorded. */
    public void awaitOpen() throws DatabaseException {
        station.opened();
    }

    /** There are these tasks, whose ids go on where those of the call before have ended, from 1. One thread at a time. */
    public void read(List<TaskSpec> tasks) {
        station.read(tasks);
    }

    /** There will be no other tasks. */
    public void inputEnded() {
        station.inputEnded();
    }

    /** Leads to {@code next}, which hears of a finished task when that is recorded. */
    public Conveyor before(Conveyor next) {
        return station.conveyor().leadTo(next);
    }

    /**
     * Ends the record.
     *
     * @param ending in a word or a few, how the run ended
     * @return why the journal is not complete, or null
     */
    public OutputFailure end(String ending, int exit) {
        return station.end(ending, exit);
    }

    /** As {@link #end(String, int)}, of a run that has no exit status. */
    public OutputFailure end(String ending) {
        return station.end(ending, null);
    }
}
