package io.drover.worker.command;

import io.drover.proto.TmuxSetup;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Commands in windows of tmux. What the slot runs and watches is a shell that opens the window, waits for the command's
 * status and has it as its own. The server of tmux comes from there too, so it is below this worker and ends with it; no
 * task's number is in its environment, for it is not to end with a task.
 */
final class TmuxWindows {
    /** tmux takes command lines of a few thousand characters only, so this one goes through a file. */
    private static final String OPEN = """
            set -f
            tmux=$1 socket=$2/tmux fifo=$2/status$PARALLEL_SEQ line=$2/line$PARALLEL_SEQ
            rm -f "$fifo" && mkfifo -m 600 "$fifo" && printf %s "$5" >"$line" || exit 126
            title=$(printf %s "$5" | LC_ALL=C tr -s '\\001-\\037;#\\177-\\377' '[ *]' | cut -c 1-500)
            open_window() {
                $tmux -S "$socket" new-window -t drover: -n "$title" \\
                    env PARALLEL_SEQ="$PARALLEL_SEQ" PARALLEL_JOBSLOT="$PARALLEL_JOBSLOT" ${7:+"$7"} \\
                    sh -c "$3" sh "$tmux" "$socket" "$fifo" "$line" "$4" "$title" "$PWD" "$6"
            }
            env -u PARALLEL_SEQ $tmux -S "$socket" new-session -d -s drover 'sleep 2' >/dev/null 2>&1
            open_window "$@" || exit 126
            read -r status <"$fifo"
            rm -f "$fifo"
            exit "$status"
            """;

    private static final String RUN = """
            if [ "$8" ]; then
                $1 -S "$2" join-pane -t drover:^ 2>/dev/null
                $1 -S "$2" select-layout -t drover:^ tiled
            fi
            cd -- "$7" || exit
            text=$(cat "$4")
            rm -f "$4"
            "$5" -c "$text"
            echo "$?" >"$3"
            printf '%s\\n\\aJob finished at: %s\\n' "$6" "$(date)"
            exec sleep 10
            """;

    private final TmuxSetup setup;

    TmuxWindows(TmuxSetup setup) {
        this.setup = setup;
    }

    byte[] program() {
        return bytes("/bin/sh");
    }

    /** @param variable one more for the command, "NAME=VALUE"; empty: there is none */
    List<byte[]> arguments(byte[] shell, byte[] line, String variable) {
        return List.of(
                bytes("sh"),
                bytes("-c"),
                bytes(OPEN),
                bytes("sh"),
                setup.getProgram().toByteArray(),
                bytes(setup.getDirectory()),
                bytes(RUN),
                shell,
                line,
                bytes(setup.getPanes() ? "panes" : ""),
                variable.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
