package io.drover.http;

import io.drover.proto.SupervisorSight;
import io.drover.sight.Json;
import io.drover.sight.Sights;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Tells those who listen how it is, as server-sent events: a few times a second while something changes, and only as long as there is
 * somebody. Who does not read misses what comes meanwhile, and is hung up on before long.
 */
final class Feed implements AutoCloseable {
    private static final int MOST_LISTENERS = 32;
    /** Of what runs at a time, and may be thousands. */
    private static final int MOST_RUNNING = 256;
    private static final long PAUSE_MILLIS = 250;
    private static final long LONG_PAUSE_MILLIS = 1000;

    private final Asking asking;
    private final Recent recent;
    private final List<Listener> listeners = new ArrayList<>();
    private Thread thread;
    private boolean closed;

    Feed(Asking asking, Recent recent) {
        this.asking = asking;
        this.recent = recent;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api/v1/events", asked -> listen());
    }

    private synchronized Answer listen() throws Refusal {
        if (closed || listeners.size() >= MOST_LISTENERS) {
            throw new Refusal(503, closed ? "it ends" : MOST_LISTENERS + " listen already, and there is no room for more");
        }
        return this::add;
    }

    private synchronized void add(Request request, Response response, Callback callback) {
        Reply.begin(response.getHeaders(), "text/event-stream");
        listeners.add(new Listener(response, callback));
        if (thread == null) {
            thread = new Thread(this::tell, "drover-http-events");
            thread.setDaemon(true);
            thread.start();
        } else {
            notifyAll();
        }
    }

    private void tell() {
        String before = "";
        long told = recent.count();
        try {
            while (true) {
                long until = recent.count();
                String now = frame(told, until, false);
                List<Listener> all = listening();
                if (all.isEmpty()) {
                    return;
                }
                byte[] next = bytes(now);
                byte[] first = all.stream().anyMatch(Listener::isNew) ? bytes(frame(0, until, true)) : next;
                all.forEach(listener -> listener.send(listener.isNew() ? first : next, System.nanoTime()));
                boolean changed = !now.equals(before);
                before = now;
                told = until;
                pause(changed ? PAUSE_MILLIS : LONG_PAUSE_MILLIS);
            }
        } catch (Refusal | InterruptedException | RuntimeException e) {
            hangUp();
        }
    }

    /** The thread ends with the last of them. */
    private synchronized List<Listener> listening() {
        listeners.removeIf(Listener::isOver);
        if (listeners.isEmpty()) {
            thread = null;
        }
        return List.copyOf(listeners);
    }

    private synchronized void pause(long millis) throws InterruptedException {
        if (!closed && listeners.stream().noneMatch(Listener::isNew)) {
            wait(millis);
        }
        if (closed) {
            throw new InterruptedException();
        }
    }

    /** @param whole with what was before, for one who has heard nothing yet */
    private String frame(long from, long until, boolean whole) throws Refusal {
        SupervisorSight sight = asking.look();
        SupervisorSight.Builder less = sight.toBuilder();
        less.getCrewsBuilderList().stream().filter(crew -> crew.getRunningCount() > MOST_RUNNING).forEach(crew -> {
            List<SupervisorSight.Task> first = List.copyOf(crew.getRunningList().subList(0, MOST_RUNNING));
            crew.clearRunning().addAllRunning(first);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        long now = System.currentTimeMillis();
        if (whole) {
            all.put("now", now);
            all.put("rates", recent.rates(now));
        }
        all.put("ended", recent.since(from));
        all.put("status", Sights.json(less.build()));
        return Json.text(all);
    }

    private static byte[] bytes(String frame) {
        return ("data: " + frame + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Nobody is told any more. */
    @Override
    public synchronized void close() {
        closed = true;
        hangUp();
    }

    private synchronized void hangUp() {
        thread = null;
        notifyAll();
        listeners.forEach(Listener::close);
        listeners.clear();
    }
}
