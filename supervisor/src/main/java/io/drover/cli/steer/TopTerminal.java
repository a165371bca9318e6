package io.drover.cli.steer;

import io.drover.posix.TerminalModes;
import io.drover.supervisor.signals.EndingSignals;
import java.io.IOException;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;

/**
 * A terminal of which the whole screen is drawn, and whose keys come one by one. It is as it was before once this is closed, which a signal
 * that ends the process does as well. Signals are not left to the library.
 */
final class TopTerminal implements AutoCloseable {
    /** What {@link #key} says when none was pressed. */
    static final int NONE = NonBlockingReader.READ_EXPIRED;
    static final int END = NonBlockingReader.EOF;
    static final int UP = 0x10000;
    static final int DOWN = 0x10001;

    private static final int ESCAPE = 27;
    private static final long SEQUENCE_MILLIS = 50;
    private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l";
    private static final String FIRST_SCREEN = "\u001b[?25h\u001b[?1049l";
    private static final String REVERSE = "\u001b[7m";
    private static final String PLAIN = "\u001b[0m";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";

    private final Terminal terminal;
    private final TerminalModes before;
    private boolean closed;

    private TopTerminal(Terminal terminal, TerminalModes before) {
        this.terminal = terminal;
        this.before = before;
        EndingSignals.before(this::giveBack);
        terminal.enterRawMode();
        Attributes keys = terminal.getAttributes();
        // Who is stopped could not give the terminal back.
        keys.setControlChar(ControlChar.VSUSP, 0);
        keys.setControlChar(ControlChar.VQUIT, 0);
        terminal.setAttributes(keys);
        write(OTHER_SCREEN);
    }

    static TopTerminal open() throws IOException {
        // Its successors bring native parts of their own, or need a newer JDK.
        System.setProperty("org.jline.terminal.disableDeprecatedProviderWarning", "true");
        TerminalModes before = new TerminalModes(0);
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .jna(true)
                .jni(false)
                .ffm(false)
                .jansi(false)
                .exec(false)
                .nativeSignals(false)
                .build();
        return new TopTerminal(terminal, before);
    }

    int width() {
        return size().getColumns();
    }

    int height() {
        return size().getRows();
    }

    private Size size() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0 ? size : new Size(80, 24);
    }

    /** The key that is pressed within this time. */
    int key(long millis) throws IOException {
        NonBlockingReader keys = terminal.reader();
        int key = keys.read(millis);
        if (key != ESCAPE) {
            return key;
        }
        int second = keys.read(SEQUENCE_MILLIS);
        if (second != '[' && second != 'O') {
            return NONE;
        }
        return switch (keys.read(SEQUENCE_MILLIS)) {
            case 'A' -> UP;
            case 'B' -> DOWN;
            default -> NONE;
        };
    }

    /** @param selected which line is to be seen among others; negative: none */
    void draw(List<String> lines, int selected) {
        StringBuilder text = new StringBuilder(HOME);
        for (int i = 0; i < lines.size(); i++) {
            // Before what is there now: behind a full line it would take the last character of that.
            text.append(i > 0 ? "\r\n" : "")
                    .append(REST_OF_LINE)
                    .append(i == selected ? REVERSE : "")
                    .append(lines.get(i))
                    .append(PLAIN);
        }
        write(text.toString());
    }

    private synchronized void write(String text) {
        if (!closed) {
            terminal.writer().print(text);
            terminal.writer().flush();
        }
    }

    /** Any thread. */
    private synchronized void giveBack() {
        if (!closed) {
            write(FIRST_SCREEN);
            closed = true;
            before.restore();
        }
    }

    @Override
    public void close() {
        giveBack();
    }
}
