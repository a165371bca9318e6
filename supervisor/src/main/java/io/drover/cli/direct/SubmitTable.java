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
            value(INTEGER, "priority", "--priority"),
            value(TEXT, "delay", "--delay"),
            value(TEXT, "after", "--after"),
            value(TEXT, "group", "--group"),
            value(TEXT, "key", "--key"),
            value(INTEGER, "attempts", "--retries"),
            value(TEXT, "timeout", "--timeout"),
            value(TEXT, "environment", "--env"),
            value(TEXT, "directory", "--cwd"),
            flag("wait", "--wait"));

    private SubmitTable() {}
}
