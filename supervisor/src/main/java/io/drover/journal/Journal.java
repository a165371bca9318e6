package io.drover.journal;

import io.drover.supervisor.TaskSource;
import io.drover.supervisor.output.Output;
import io.drover.supervisor.output.OutputFailure;
import java.util.function.Consumer;

/**
 * The record of one run. Opened by a thread of its own while the run starts; a run that has none touches nothing of
 * this.
 */
public final class Journal {
    private final JournalConfig config;
    private final RunInfo info;
    private final JournalThread thread;

    private Journal(JournalConfig config, RunInfo info) {
        this.config = config;
        this.info = info;
        this.thread = new JournalThread(config, info);
    }

    /** Returns at once; what is wrong with the journal shows at the first read of a source. */
    public static Journal start(JournalConfig config, RunInfo info) {
        Journal journal = new Journal(config, info);
        journal.thread.start();
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
                ? new ResumedSource(tasks, thread, config, info.context(), others, notices)
                : tasks;
        return new RecordedSource(source, thread);
    }

    /** The recorded tasks of the last run, and those it continues, that are not ok. */
    public TaskSource retried() {
        return new RecordedSource(new RetriedSource(thread, config), thread);
    }

    /** Records finished tasks and then passes them on to {@code output}. */
    public Output output(Output output) {
        return new JournaledOutput(output, thread);
    }

    /**
     * Ends the record.
     *
     * @param ending in a word or a few, how the run ended
     * @return why the journal is not complete, or null
     */
    public OutputFailure end(String ending, int exit) {
        try {
            thread.end(ending, exit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return thread.failure();
    }
}
