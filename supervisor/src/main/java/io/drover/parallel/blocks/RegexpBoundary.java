package io.drover.parallel.blocks;

import io.drover.parallel.text.Latin;
import io.drover.parallel.text.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Records end with what one regular expression matches and start with what another does. As for GNU parallel a dot
 * matches no newline, and {@code ^} and {@code $} those of any line.
 */
final class RegexpBoundary implements Boundary {
    private static final String ANY_BYTE = "(?s:.)";

    private final Pattern begin;
    private final Pattern end;
    private final Pattern last;

    RegexpBoundary(String end, String start) {
        String next = "(?=" + start + ")";
        // Records of any byte, where neither end nor start says what one is.
        String done = "(?:" + (end.isEmpty() && start.isEmpty() ? ANY_BYTE : end) + ")";
        try {
            begin = Pattern.compile(start, Pattern.MULTILINE);
            this.end = Pattern.compile(done + next, Pattern.MULTILINE);
            last = Pattern.compile(ANY_BYTE + "*" + done + next, Pattern.MULTILINE);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--regexp: " + e.getDescription() + " in " + e.getPattern());
        }
    }

    @Override
    public int last(byte[] bytes, int from, int to) {
        Matcher matcher = last.matcher(new Latin(bytes, from, to));
        return matcher.lookingAt() && matcher.end() > 0 ? from + matcher.end() : -1;
    }

    /** What comes before the first start of a record is one, whatever is searched for. */
    @Override
    public int nth(byte[] bytes, int from, int to, Search search) {
        Latin text = new Latin(bytes, from, to);
        Matcher starts = begin.matcher(text);
        Matcher ends = end.matcher(text);
        int cut = 0;
        for (int left = search.count; left > 0; left--) {
            boolean started = starts.region(cut, text.length()).lookingAt();
            int body = started ? Math.max(starts.end(), cut) : cut;
            if (!nextEnd(ends, body, cut)) {
                return -1;
            }
            cut = ends.end();
            if (!started) {
                break;
            }
        }
        return from + cut;
    }

    /** Goes to the first end from {@code body} that is behind {@code start}: each record takes one step on at least. */
    private static boolean nextEnd(Matcher ends, int body, int start) {
        boolean found = ends.find(body);
        while (found && ends.end() <= start) {
            found = ends.find();
        }
        return found;
    }
}
