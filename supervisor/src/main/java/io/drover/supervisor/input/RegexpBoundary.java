package io.drover.supervisor.input;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Records end with what one regular expression matches and start with what another does. */
final class RegexpBoundary implements Boundary {
    private final Pattern separator;
    private final Pattern last;

    RegexpBoundary(String end, String start) {
        try {
            separator = Pattern.compile("(?:" + end + ")(?<cut>)(?:" + start + ")", Pattern.DOTALL);
            last = Pattern.compile(".*(?:" + end + ")(?=(?:" + start + "))", Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new UsageException("--regexp: " + e.getDescription() + " in " + e.getPattern());
        }
    }

    @Override
    public int last(byte[] bytes, int from, int to) {
        Matcher matcher = last.matcher(new Latin(bytes, from, to));
        return matcher.lookingAt() && matcher.end() > 0 ? from + matcher.end() : -1;
    }

    @Override
    public int nth(byte[] bytes, int from, int to, int count) {
        Matcher matcher = separator.matcher(new Latin(bytes, from, to));
        int next = 1;
        int cut = -1;
        for (int i = 0; i < count; i++) {
            if (next > to - from || !matcher.find(next)) {
                return -1;
            }
            cut = matcher.start("cut");
            next = Math.max(cut, matcher.start() + 1);
        }
        return from + cut;
    }
}
