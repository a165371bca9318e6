package io.drover.report;

import java.io.IOException;
import java.util.List;

/** The runs that together have worked on the tasks, if there are several. */
final class RunsSection implements Section {
    private static final int SHOWN = 50;

    private final List<Chain.Run> runs;
    private final Times times;

    RunsSection(Chain chain, Times times) {
        this.runs = chain.runs();
        this.times = times;
    }

    @Override
    public void writeTo(Html page) throws IOException {
        if (runs.size() == 1) {
            return;
        }
        page.raw("<section id=\"runs\"><h2>Runs</h2><p class=\"note\">This page is about ").text(Units.count(runs.size()))
                .raw(" runs that continue each other").text(runs.size() > SHOWN ? "; the last " + SHOWN + " of them:" : ".")
                .raw("</p><div class=\"wide\"><table><thead><tr><th class=\"n\">run</th><th>started</th><th class=\"n\">took</th>"
                        + "<th class=\"n\">tasks run</th><th>ending</th><th class=\"n\">exit status</th></tr></thead><tbody>");
        for (Chain.Run run : runs.subList(Math.max(0, runs.size() - SHOWN), runs.size())) {
            page.raw("<tr>").number(String.valueOf(run.id())).cell("", times.text(run.start()))
                    .number(Units.duration(1000 * (run.end() - run.start()))).number(Units.count(run.attempts()))
                    .cell("", Shown.line(run.ending(), 200)).number(run.exit() == null ? "–" : run.exit().toString()).raw("</tr>");
        }
        page.raw("</tbody></table></div></section>\n");
    }
}
