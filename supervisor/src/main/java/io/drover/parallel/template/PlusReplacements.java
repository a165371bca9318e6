package io.drover.parallel.template;

import io.drover.parallel.perl.Case;
import io.drover.parallel.perl.Regex;
import io.drover.parallel.text.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The replacement strings of {@code --plus}: more parts of paths, and what Bash has for variables. */
final class PlusReplacements {
    /** Part of a path: extensions at its end. */
    private static final String EXTENSION = "\\.[^/.]*";

    /** What GNU parallel calls it. */
    private static final String THIS_MACHINE = ":";

    private PlusReplacements() {}

    /** Of two that match equally much the first wins, so the more special one stands before the other. */
    static List<Replacement> replacements() {
        List<Replacement> all = new ArrayList<>();
        all.add(text("{+/}", value -> value.substring(0, Math.max(0, value.lastIndexOf('/')))));
        for (int count = 1; count <= 3; count++) {
            String dots = ".".repeat(count);
            Pattern extensions = Pattern.compile(EXTENSION.repeat(count) + "\\z");
            if (count > 1) {
                all.add(text("{" + dots + "}", value -> extensions.matcher(value).replaceFirst("")));
                all.add(text("{/" + dots + "}", value -> extensions.matcher(basename(value)).replaceFirst("")));
            }
            Pattern after = count == 1 ? Pattern.compile("\\.[^.]*\\z") : extensions;
            all.add(text("{+" + dots + "}", value -> found(after, value)));
        }
        all.add(Replacement.ofValue("{uniq}", SelectingTransform.UNIQUE));
        all.add(Replacement.ofValue("{choose_k}", SelectingTransform.ASCENDING));
        all.add(fixed("{host}", THIS_MACHINE));
        all.add(fixed("{sshlogin}", THIS_MACHINE));
        all.add(fixed("{hgrp}", ""));
        all.add(fixed("{agrp}", ""));
        all.add(numbered("{##}", number -> Long.toString(number.total())));
        all.add(numbered("{0#}", number -> padded(number.id(), number.total())));
        all.add(Replacement.of(
                "{0%}", new TemplatePart.Numbered(number -> Bytes.of(padded(number.slot(), number.slots())), false, true)));
        all.add(new Replacement(Pattern.compile("()\\{seq([-+][0-9]{1,9})\\}"), PlusReplacements::moved));
        all.add(Replacement.of("{slot}", TemplatePart.Slot.NUMBER));
        all.add(new Replacement(
                Pattern.compile("()\\{slot([-+%][0-9]{1,9})\\}"), match -> ExpressionTransform.part("$_=slot()" + match.group(2))));
        all.add(pattern(":-([^}]*)", match -> value -> value.isEmpty() ? match.group(2) : value));
        all.add(pattern(":([0-9]{1,9}):([0-9]{1,9})", PlusReplacements::substring));
        all.add(pattern(":([0-9]{1,9})", PlusReplacements::substring));
        all.add(pattern("##([^}]+)", match -> removeFirst("\\A(?:" + match.group(2) + ")")));
        all.add(pattern("#([^}]+)", match -> withoutShortestPrefix(match.group(2))));
        all.add(pattern("%%([^}]+)", match -> removeFirst("(?:" + match.group(2) + ")\\z")));
        all.add(pattern("%([^}]+)", match -> withoutShortestSuffix(match.group(2))));
        all.add(pattern("//([^/}][^}]*?)/([^}]*)", match -> replace(match, true)));
        all.add(pattern("/([^/}][^}]*?)/([^}]*)", match -> replace(match, false)));
        all.add(pattern("\\^\\^([^}]+)", match -> change("(?:" + match.group(2) + ")", Case::upper)));
        all.add(pattern("\\^([^}]+)", match -> change("\\A(?:" + match.group(2) + ")", Case::upper)));
        all.add(pattern(",,([^}]+)", match -> change("(?:" + match.group(2) + ")", Case::lower)));
        all.add(pattern(",([^}]+)", match -> change("\\A(?:" + match.group(2) + ")", Case::lower)));
        return all;
    }

    private static Replacement text(String tag, UnaryOperator<String> change) {
        return Replacement.ofValue(tag, Transform.ofText(change));
    }

    private static Replacement fixed(String tag, String text) {
        return Replacement.of(tag, new TemplatePart.Numbered(number -> Bytes.of(text), false));
    }

    private static Replacement numbered(String tag, Function<TaskNumber, String> text) {
        return Replacement.of(tag, new TemplatePart.Numbered(number -> Bytes.of(text.apply(number)), true));
    }

    /** @param rest what is between the braces, without the position */
    private static Replacement pattern(String rest, Function<MatchResult, UnaryOperator<String>> change) {
        return new Replacement(
                Replacement.positional("{", rest + "\\}"),
                match -> new TemplatePart.Value(0, Transform.ofText(change.apply(match)), true));
    }

    private static TemplatePart moved(MatchResult match) {
        long by = Long.parseLong(match.group(2));
        return new TemplatePart.Numbered(number -> Bytes.of(Long.toString(number.id() + by)), false);
    }

    private static String padded(long number, long most) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, Long.toString(most).length() - digits.length())) + digits;
    }

    private static String basename(String value) {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** What {@code pattern} finds, without the dot in front; nothing if it finds nothing. */
    private static String found(Pattern pattern, String value) {
        Matcher matcher = pattern.matcher(value);
        return matcher.find() ? matcher.group().substring(1) : "";
    }

    private static UnaryOperator<String> substring(MatchResult match) {
        int from = Integer.parseInt(match.group(2));
        int length = match.groupCount() > 2 ? Integer.parseInt(match.group(3)) : Integer.MAX_VALUE;
        return value -> {
            int start = Math.min(from, value.length());
            return value.substring(start, start + Math.min(length, value.length() - start));
        };
    }

    private static UnaryOperator<String> removeFirst(String regex) {
        Pattern pattern = Regex.compile(regex, 0);
        return value -> pattern.matcher(value).replaceFirst("");
    }

    private static UnaryOperator<String> withoutShortestPrefix(String regex) {
        Pattern pattern = Regex.compile(regex, 0);
        return value -> {
            Matcher matcher = pattern.matcher(value);
            for (int end = 0; end <= value.length(); end++) {
                if (matcher.region(0, end).matches()) {
                    return value.substring(end);
                }
            }
            return value;
        };
    }

    private static UnaryOperator<String> withoutShortestSuffix(String regex) {
        Pattern pattern = Regex.compile(regex, 0);
        return value -> {
            Matcher matcher = pattern.matcher(value);
            for (int start = value.length(); start >= 0; start--) {
                if (matcher.region(start, value.length()).matches()) {
                    return value.substring(0, start);
                }
            }
            return value;
        };
    }

    private static UnaryOperator<String> replace(MatchResult match, boolean all) {
        Pattern pattern = Regex.compile(match.group(2), 0);
        String replacement = Matcher.quoteReplacement(match.group(3));
        return value -> {
            Matcher matcher = pattern.matcher(value);
            return all ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
        };
    }

    private static UnaryOperator<String> change(String regex, UnaryOperator<String> change) {
        Pattern pattern = Regex.compile(regex, 0);
        return value -> pattern.matcher(value)
                .replaceAll(match -> Matcher.quoteReplacement(change.apply(match.group())));
    }
}
