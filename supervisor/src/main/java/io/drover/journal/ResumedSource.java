package io.drover.journal;

import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.TaskSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The tasks of an input that the journal does not have as finished. Reads all of the input first, compares by
 * {@link Identity}, and says what it has found before anything runs; only what is left to do stays in memory.
 */
final class ResumedSource extends ListedSource {
    private static final int BATCH = 2048;

    private final TaskSource inner;
    private final JournalStation journal;
    private final JournalConfig config;
    private final byte[] context;
    private final OtherRecords others;
    private final Consumer<String> notices;

    private final List<TaskSpec> remaining = new ArrayList<>();
    /** The largest number of a task; new ones follow. */
    private long lastNumber;
    /** Positions in the input that no recorded task was found for. */
    private final BitSet unknown = new BitSet();
    private long done;
    private long doneBadly;
    private long unfinished;
    private long failed;

    ResumedSource(
            TaskSource inner,
            JournalStation journal,
            JournalConfig config,
            byte[] context,
            OtherRecords others,
            Consumer<String> notices) {
        this.inner = inner;
        this.journal = journal;
        this.config = config;
        this.context = context;
        this.others = others;
        this.notices = notices;
    }

    @Override
    List<TaskSpec> list() throws IOException {
        OpenJournal opened = journal.opened();
        IdentityIndex recorded;
        try (JournalReader reader = new JournalReader(config.file()); Replay replay = new Replay(reader, others)) {
            recorded = reader.index(opened.begun().chain());
            lastNumber = recorded.lastSeq();
            List<TaskSpec> batch = new ArrayList<>();
            boolean more = true;
            while (more) {
                more = inner.read(batch, BATCH);
                for (TaskSpec task : batch) {
                    sort(task, recorded.take(Identity.of(context, task)), opened.rows(), replay);
                }
                batch.clear();
            }
        }
        others.flush();
        notices.accept(summary(recorded.left()));
        return remaining;
    }

    private void sort(TaskSpec task, IdentityIndex.Found found, TaskRows rows, Replay replay) throws IOException {
        if (found == null) {
            unknown.set((int) task.number());
            add(task.withNumber(++lastNumber), 0, rows);
            return;
        }
        // Its place in the input may be another one now; it keeps the number under which it is recorded.
        TaskSpec known = task.withNumber(found.seq());
        boolean bad = found.state().finished() && found.state() != State.OK;
        boolean runAgain = bad && config.mode() == JournalConfig.Mode.RESUME_FAILED;
        if (!found.state().finished() || runAgain) {
            failed += bad ? 1 : 0;
            unfinished += bad ? 0 : 1;
            add(known, found.row(), rows);
            return;
        }
        done++;
        doneBadly += bad ? 1 : 0;
        if (others.lack(known)) {
            replay.tell(found.row(), known);
        }
        task.free();
    }

    private void add(TaskSpec task, long row, TaskRows rows) {
        rows.add(row);
        remaining.add(task.withId(remaining.size() + 1));
    }

    /** Changed: another task was recorded for this place, which is not in the input any more. */
    private String summary(BitSet left) {
        left.and(unknown);
        int changed = left.cardinality();
        StringBuilder text = new StringBuilder("drover: skipped ").append(count(done)).append(" done");
        if (doneBadly > 0) {
            text.append(" (").append(count(doneBadly)).append(" of them failed; --resume-failed runs those again)");
        }
        if (failed > 0) {
            text.append(", ").append(count(failed)).append(" failed");
        }
        if (unfinished > 0) {
            text.append(", ").append(count(unfinished)).append(" unfinished");
        }
        return text.append(", ").append(count(changed)).append(" changed, ")
                .append(count(unknown.cardinality() - changed)).append(" new")
                .toString();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @Override
    public List<String> columns() {
        return inner.columns();
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }
}
