package io.drover.report;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The stages in numbers, and which of them held the others up. */
final class StagesSection {
    /** Of the time; a stage that is busy and waited for longer than this decides how long the flow takes. */
    private static final double MOST_OF_THE_TIME = 0.5;

    private final FlowRuns flow;
    private final List<StageSums> stages;

    StagesSection(FlowRuns flow, List<StageSums> stages) {
        this.flow = flow;
        this.stages = stages;
    }

    void writeTo(Html page) throws IOException {
        boolean skips = stages.stream().anyMatch(stage -> stage.skipped() > 0);
        page.raw("<section id=\"stages\"><h2>Stages</h2><div class=\"wide\"><table><thead><tr><th>stage</th><th class=\"n\">items</th>"
                + "<th class=\"n\">ok</th><th class=\"n\">failed</th>" + (skips ? "<th class=\"n\">filtered out</th>" : "")
                + "<th class=\"n\">not finished</th><th class=\"n\">median</th><th class=\"n\">longest</th><th class=\"n\">items per second</th>"
                + "<th class=\"n\">slots</th><th class=\"n\">slots in use</th><th class=\"n\">waiting, on average</th>"
                + "<th class=\"n\">busy, and more waiting</th></tr></thead><tbody>");
        double seconds = flow.chain().axis().length() / 1e6;
        for (StageSums stage : stages) {
            long ended = stage.ok() + stage.failed();
            page.raw("<tr>").cell("kind", Shown.line(stage.name(), 60)).number(Units.count(stage.items())).number(Units.count(stage.ok()))
                    .number(Units.count(stage.failed()));
            if (skips) {
                page.number(Units.count(stage.skipped()));
            }
            boolean ran = stage.durations().longest() > 0;
            page.number(Units.count(stage.pending())).number(ran ? Units.duration(stage.durations().percentile(0.5)) : "–")
                    .number(ran ? Units.duration(stage.durations().longest()) : "–").number(Units.rate(ended / seconds))
                    .number(Units.count(stage.slots())).number(Units.percent(stage.busy(), 1))
                    .number(stage.knowsWaiting() ? Units.rate(stage.meanWaiting()) : "–")
                    .number(stage.knowsWaiting() ? Units.percent(stage.heldUp(), 1) : "–").raw("</tr>");
        }
        page.raw("</tbody></table></div></section>\n<section id=\"bottleneck\"><h2>Bottleneck</h2>");
        writeBottleneck(page);
        page.raw("</section>\n");
    }

    private void writeBottleneck(Html page) throws IOException {
        if (stages.stream().noneMatch(StageSums::knowsWaiting)) {
            page.raw("<p class=\"note\">When items came to their stages is not in this journal.</p>");
            return;
        }
        List<StageSums> longestFirst = stages.stream().sorted(Comparator.comparingDouble(StageSums::heldUp).reversed()).toList();
        StageSums first = longestFirst.get(0);
        page.raw("<p>");
        if (first.heldUp() >= MOST_OF_THE_TIME) {
            page.raw("<b>").text(Shown.line(first.name(), 60)).raw("</b> held the flow up");
        } else {
            page.raw("No stage held the flow up for most of the time. Longest did <b>").text(Shown.line(first.name(), 60)).raw("</b>");
        }
        page.text(": its " + Units.count(first.slots(), "slot was", "slots were") + " busy " + Units.percent(first.heldUp(), 1)
                + " of the time while items waited for it, " + Units.rate(first.meanWaiting()) + " on average over all the time.");
        if (longestFirst.size() > 1) {
            StageSums next = longestFirst.get(1);
            page.text(" Next is " + Shown.line(next.name(), 60) + " with " + Units.percent(next.heldUp(), 1) + ".");
        }
        page.raw("</p><p class=\"note\">For each stage it is counted in which share of the whole time its slots were busy and at least one item"
                + " waited for it; the first stage is also waited for by the input, until the last of it has come. The stage where that is most"
                + " is the one whose tasks to make faster, or to give more slots.</p>");
    }
}
