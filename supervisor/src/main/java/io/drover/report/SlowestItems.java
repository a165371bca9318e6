package io.drover.report;

import io.drover.flow.journal.KeptItem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/** The items whose tasks took longest. */
final class SlowestItems {
    private static final int SHOWN = 20;
    private static final Comparator<KeptItem> BY_DURATION =
            Comparator.comparingLong(KeptItem::nanos).thenComparing(KeptItem::id, Comparator.reverseOrder());

    private final PriorityQueue<KeptItem> slowest = new PriorityQueue<>(BY_DURATION);

    void add(KeptItem item) {
        if (!item.ran() || !item.ownTask()) {
            return;
        }
        slowest.add(item);
        if (slowest.size() > SHOWN) {
            slowest.poll();
        }
    }

    void writeTo(Html page, ItemWays ways) throws IOException {
        List<KeptItem> items = new ArrayList<>(slowest);
        items.sort(BY_DURATION.reversed());
        page.raw("<section id=\"slowest\"><h2>Slowest items</h2>");
        if (items.isEmpty()) {
            page.raw("<p class=\"note\">No task was started.</p></section>\n");
            return;
        }
        page.raw("<div class=\"wide\"><table><thead><tr><th class=\"n\">item</th><th class=\"n\" colspan=\"2\">ran</th><th>state</th>"
                + "<th class=\"n\">attempts</th><th class=\"n\">slot</th><th>its way</th></tr></thead><tbody>");
        for (KeptItem item : items) {
            page.raw("<tr>").number(Units.count(item.id())).number(Units.duration(item.nanos()));
            page.raw(String.format(Locale.ROOT, "<td class=\"bar\"><i style=\"width:%.1f%%\"></i></td>",
                    100.0 * item.nanos() / Math.max(1, items.get(0).nanos())));
            page.raw("<td>").state(item.state()).raw("</td>").number(String.valueOf(item.attempts())).number(String.valueOf(item.slot()));
            ways.writeTo(page, item.id(), "");
            page.raw("</tr>");
        }
        page.raw("</tbody></table></div></section>\n");
    }
}
