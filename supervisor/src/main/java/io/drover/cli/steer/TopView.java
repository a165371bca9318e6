package io.drover.cli.steer;

import io.drover.client.ControlClient;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import io.drover.sight.Overview;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks once a second, draws, and does what keys say. */
final class TopView {
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** The size of the screen is looked at so often. */
    private static final long PAUSE_MILLIS = 200;
    /** A rate is that of the last seconds. */
    private static final int RATED = 10;

    private final ControlClient client;
    private final TopTerminal terminal;
    private final Usage usage = new Usage();
    private final Deque<Done> done = new ArrayDeque<>();
    private SupervisorSight sight;
    private boolean paused;
    /** Number of a task; negative: none is selected. */
    private long selected = -1;
    private String message = "";

    /** So many tasks had ended then. */
    private record Done(long nanos, long tasks) {}

    TopView(ControlClient client, TopTerminal terminal, SupervisorSight sight) {
        this.client = client;
        this.terminal = terminal;
        this.sight = sight;
        this.paused = sight.getCrewsList().stream().anyMatch(crew -> crew.getHeld().contains("by an order"));
    }

    /** Until somebody leaves, or what is looked at has ended: true. */
    boolean show() throws IOException {
        long next = System.nanoTime();
        int drawn = 0;
        while (true) {
            boolean due = System.nanoTime() - next >= 0;
            if (due) {
                next = System.nanoTime() + LOOK_NANOS;
                try {
                    look();
                } catch (IOException e) {
                    return true;
                }
            }
            int size = terminal.width() << 16 | terminal.height();
            if (due || size != drawn) {
                draw();
                drawn = size;
            }
            int key = terminal.key(PAUSE_MILLIS);
            if (key == 'q' || key == TopTerminal.END) {
                return false;
            }
            if (key != TopTerminal.NONE) {
                message = "";
                press(key);
                drawn = 0;
            }
        }
    }

    private void look() throws IOException {
        sight = client.look();
        usage.look();
        done.add(new Done(System.nanoTime(), Overview.of(sight).done()));
        if (done.size() > RATED) {
            done.remove();
        }
    }

    private double rate() {
        double seconds = (done.getLast().nanos() - done.getFirst().nanos()) / 1e9;
        return seconds <= 0 ? -1 : (done.getLast().tasks() - done.getFirst().tasks()) / seconds;
    }

    private void draw() {
        int chosen = chosen();
        TopPage page = TopPage.of(sight, usage, rate(), chosen, message, terminal.width(), terminal.height());
        terminal.draw(page.lines(), page.selected());
    }

    /** Which of the rows is selected; negative: none. */
    private int chosen() {
        List<TopPage.Row> rows = TopPage.rows(sight);
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).task().getNumber() == selected) {
                return i;
            }
        }
        return -1;
    }

    private void press(int key) {
        switch (key) {
            case 'j', TopTerminal.DOWN -> select(chosen() + 1);
            case 'k', TopTerminal.UP -> select(Math.max(0, chosen() - 1));
            case 'p' -> pause();
            case '+', '=' -> scale(1);
            case '-' -> scale(-1);
            case 'K' -> cancel();
            default -> { }
        }
    }

    private void select(int row) {
        List<TopPage.Row> rows = TopPage.rows(sight);
        if (!rows.isEmpty()) {
            selected = rows.get(Math.min(row, rows.size() - 1)).task().getNumber();
        }
    }

    private void pause() {
        ControlRequest.Builder request = ControlRequest.newBuilder();
        boolean told = tell(paused
                ? request.setResume(ControlRequest.Resume.getDefaultInstance())
                : request.setPause(ControlRequest.Pause.getDefaultInstance()));
        paused ^= told;
        message = told && !paused ? "tasks start again" : message;
    }

    /** The stage of the selected task, where there are several. */
    private void scale(int more) {
        int chosen = chosen();
        String stage = chosen < 0 ? "" : TopPage.rows(sight).get(chosen).crew().getName();
        tell(ControlRequest.newBuilder().setScale(ControlRequest.Scale.newBuilder().setCrew(stage).setSlots(more).setRelative(true)));
    }

    private void cancel() {
        if (chosen() < 0) {
            message = "no task is selected: j or k selects one";
        } else if (tell(ControlRequest.newBuilder().setCancel(ControlRequest.CancelTasks.newBuilder().addTasks(selected)))) {
            message = "task " + selected + " is cancelled";
        }
    }

    /** Returns whether it does that; what it says is shown. */
    private boolean tell(ControlRequest.Builder request) {
        try {
            message = client.tell(request);
            return true;
        } catch (IOException e) {
            message = e.getMessage();
            return false;
        }
    }
}
