package io.drover.report;

import io.drover.journal.JournalReader;
import io.drover.journal.State;
import io.drover.sqlite.DatabaseException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Where every task has ended, as an equation that holds. */
final class LedgerSection implements Section {
    private final Map<State, Long> counts = new EnumMap<>(State.class);
    private final boolean inputComplete;

    LedgerSection(JournalReader journal, Chain chain) throws DatabaseException {
        inputComplete = chain.inputComplete();
        String where = " FROM tasks WHERE run IN (" + Chain.runsOf(chain.id()) + ")";
        // The index knows those that are not ok; it need not be asked about the others.
        journal.query("SELECT state, count(*) AS n" + where + " AND state <> 'ok' GROUP BY state", row ->
                counts.put(State.valueOf(((String) row.get("state")).toUpperCase(Locale.ROOT)), Chain.number(row, "n")));
        journal.query("SELECT count(*) AS n" + where, row -> counts.put(State.OK, Chain.number(row, "n") - sum()));
    }

    private long sum() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private long count(State state) {
        return counts.getOrDefault(state, 0L);
    }

    @Override
    public void writeTo(Html page) throws IOException {
        page.raw("<section id=\"ledger\"><h2>Ledger</h2><div class=\"ledger\">");
        term(page, "", sum(), "submitted", "");
        term(page, "=", count(State.OK), "ok", "ok");
        term(page, "+", count(State.FAILED), "failed", "failed");
        term(page, "+", count(State.TIMED_OUT), "timed out", "timed_out");
        term(page, "+", count(State.LOST), "lost", "lost");
        term(page, "+", count(State.CANCELLED), "cancelled", "cancelled");
        if (count(State.RUNNING) > 0) {
            term(page, "+", count(State.RUNNING), "running", "running");
        }
        if (count(State.PENDING) > 0) {
            term(page, "+", count(State.PENDING), "not finished", "pending");
        }
        page.raw("</div><div class=\"share\" aria-hidden=\"true\">");
        for (State state : State.values()) {
            if (state != State.PENDING && count(state) > 0) {
                part(page, state);
            }
        }
        if (count(State.PENDING) > 0) {
            part(page, State.PENDING);
        }
        page.raw("</div>");
        if (!inputComplete) {
            page.raw("<p class=\"note\">The run ended before all of its input was read, or is still going on;"
                    + " the journal knows only of what was read.</p>");
        }
        page.raw("</section>\n");
    }

    private static void term(Html page, String sign, long number, String name, String style) throws IOException {
        if (!sign.isEmpty()) {
            page.raw("<span class=\"sign\">" + sign + "</span>");
        }
        page.raw("<span class=\"term " + style + (number == 0 ? " zero" : "") + "\"><b>").text(Units.count(number))
                .raw("</b> <span>" + name + "</span></span>");
    }

    private void part(Html page, State state) throws IOException {
        page.raw("<i class=\"" + state.text() + "\" style=\"flex-grow:" + count(state) + "\"></i>");
    }
}
