package io.drover.report;

import io.drover.journal.Attempt;
import io.drover.journal.State;
import java.io.IOException;

/** What the run was, and its numbers at a glance. */
final class Overview implements Section {
    private static final int COMMAND = 2000;
    /** Below, it may be that of the worker, which counts for what it starts. */
    private static final long TELLING_KIB = 100 << 10;

    private final Chain chain;
    private final Times times;
    private long ended;
    private double busyMicros;
    private long cpuMicros;
    private long mostKib;

    Overview(Chain chain, Times times) {
        this.chain = chain;
        this.times = times;
    }

    @Override
    public void add(Attempt attempt, long at) {
        ended += attempt.last() && attempt.state() != State.CANCELLED ? 1 : 0;
        busyMicros += attempt.nanos() / 1e3;
        cpuMicros += attempt.cpuMicros();
        mostKib = Math.max(mostKib, attempt.rssKib());
    }

    @Override
    public void writeTo(Html page) throws IOException {
        Chain.Run last = chain.last();
        page.raw("<header><p class=\"name\">Drover report</p><h1>").text(Shown.line(last.command(), COMMAND)).raw("</h1><p class=\"meta\">");
        page.text(Shown.line(last.directory(), COMMAND)).raw(" <i>·</i> ").text(times.text(chain.runs().get(0).start()));
        page.raw(" <i>·</i> ").text(Shown.line(last.ending(), 200));
        if (last.exit() != null) {
            page.raw(" <i>·</i> exit status ").text(last.exit().toString());
        }
        page.raw("</p></header>\n<dl class=\"figures\">");
        long length = chain.axis().length();
        figure(page, chain.runs().size() == 1 ? "time" : "time in all runs", Units.duration(1000 * length));
        figure(page, "tasks per second", Units.rate(ended * 1e6 / length));
        figure(page, "slots", Units.count(chain.slots()));
        figure(page, "slots in use", Units.percent(busyMicros, (double) length * chain.slots()));
        if (mostKib > 0) {
            figure(page, "CPU of commands", Units.duration(1000 * cpuMicros));
        }
        if (mostKib >= TELLING_KIB) {
            figure(page, "most memory of one", Units.kib(mostKib));
        }
        page.raw("</dl>\n");
    }

    private static void figure(Html page, String name, String value) throws IOException {
        page.raw("<div><dt>").text(name).raw("</dt><dd>").text(value).raw("</dd></div>");
    }
}
