package io.drover.cli.direct;

import static io.drover.cli.direct.OptionEntry.flag;
import static io.drover.cli.direct.OptionEntry.question;
import static io.drover.cli.direct.OptionEntry.value;
import static io.drover.cli.direct.ValueKind.INTEGER;
import static io.drover.cli.direct.ValueKind.TEXT;

import java.util.List;

/** The options of drover submit. Made of their annotations by OptionTableTest: not to be changed by hand. */
final class SubmitTable {
    static final List<OptionEntry> ENTRIES = List.of(
            question("-h", "--help"),
            value(TEXT, "service", "--to"),
            value(TEXT, "after", "--after"),
            value(TEXT, "key", "--key"),
            flag("overlap", "--overlap"),
            flag("stash", "--stash"),
            value(INTEGER, "options.priority", "--priority"),
            value(TEXT, "options.delay", "--delay"),
            value(TEXT, "options.at", "--at"),
            value(TEXT, "options.every", "--every"),
            value(TEXT, "options.group", "--group"),
            value(INTEGER, "options.attempts", "--retries"),
            value(TEXT, "options.backoff", "--backoff"),
            value(TEXT, "options.timeout", "--timeout"),
            value(TEXT, "options.environment", "--env"),
            value(TEXT, "options.directory", "--cwd"),
            flag("wait", "--wait"));

    private SubmitTable() {}
}
