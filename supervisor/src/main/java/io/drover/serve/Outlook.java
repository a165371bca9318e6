package io.drover.serve;

import io.drover.control.Desk;
import io.drover.control.RefusedException;
import io.drover.control.Subject;
import io.drover.http.HttpPlan;
import io.drover.http.HttpServer;
import io.drover.http.Observed;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.SupervisorSight;
import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.output.Batch;
import io.drover.supervisor.output.Station;
import io.drover.supervisor.output.Told;
import io.drover.supervisor.output.Uninterruptibly;
import io.drover.trace.OtlpPlan;
import io.drover.trace.SpanContext;
import io.drover.trace.Tracer;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** What a service shows of itself to others than the clients of its socket. */
public final class Outlook implements AutoCloseable {
    private final HttpPlan http;
    private final OtlpPlan otlp;
    /** Null where nobody reads them. */
    private final Observed observed;
    private volatile HttpServer server;
    /** Null: nobody is answered by one that has left. */
    private volatile Thread leaving;
    /** Null where nobody wants spans. */
    private Tracer tracer;
    private Subject subject;
    private Consumer<String> message;

    /**
     * Nothing yet.
     *
     * @param http null: no server
     * @param otlp null: no spans
     */
    public Outlook(HttpPlan http, OtlpPlan otlp) {
        this.http = http;
        this.otlp = otlp;
        this.observed = http == null ? null : new Observed();
    }

    /**
     * The same station, whose batches are told to others when they are done.
     *
     * @param told what the user is to know
     */
    Station beside(Station station, Consumer<String> told) {
        if (otlp != null) {
            tracer = new Tracer(otlp, told);
            if (observed != null) {
                observed.countSpans(tracer::sent, tracer::dropped);
            }
        }
        return observed == null && tracer == null ? station : new Watched(station);
    }

    /** The same task, which knows the span that it will be. */
    DueTask mark(DueTask task) {
        if (tracer == null) {
            return task;
        }
        SpanContext span = tracer.begin(task.environment());
        return new DueTask(
                task.queued().with(span), task.command(), task.directory(), tracer.environment(task.environment(), span), task.timeoutMillis());
    }

    /** The same subject, which also says where the page is. */
    Subject of(Subject subject) {
        return http == null ? subject : subject.with(new PageDesk(subject.desk()));
    }

    /**
     * From now on others can look.
     *
     * @param told told where
     */
    void open(Subject shown, Consumer<String> told) throws IOException {
        subject = shown;
        message = told;
        reopen();
    }

    /** What another process needs to listen at the same place, while this one still does; empty: it cannot. */
    OptionalInt descriptor() {
        HttpServer open = server;
        return open == null ? OptionalInt.empty() : open.descriptor();
    }

    /** Another process is to listen in its place, perhaps. */
    void makeRoom() {
        if (descriptor().isEmpty()) {
            close();
        }
    }

    /** Another process listens in its place: who has asked already is answered. */
    void leave() {
        HttpServer open = server;
        server = null;
        if (open != null) {
            leaving = new Thread(open::leave, "drover-http-end");
            leaving.setDaemon(true);
            leaving.start();
        }
    }

    /** As after {@link #open}, if there was a {@link #makeRoom} since. */
    void reopen() throws IOException {
        if (http != null && server == null) {
            server = HttpServer.open(http, subject, observed);
            message.accept("drover: its page is at " + server.url());
        }
    }

    /** Listens no more, so that another may, and waits for the end of a {@link #leave}. */
    @Override
    public void close() {
        if (leaving != null) {
            Uninterruptibly.await(leaving::join);
        }
        HttpServer open = server;
        server = null;
        if (open != null) {
            open.close();
        }
    }

    private final class PageDesk implements Desk {
        private final Desk desk;

        PageDesk(Desk desk) {
            this.desk = desk;
        }

        @Override
        public boolean answer(ControlRequest request, ControlReply.Builder reply) throws RefusedException {
            return desk.answer(request, reply);
        }

        @Override
        public void tell(SupervisorSight.Builder sight) {
            desk.tell(sight);
            HttpServer open = server;
            if (open != null) {
                sight.setPage(open.url()).setPageToken(open.tokenFile());
            }
        }
    }

    private final class Watched implements Station {
        private final Station station;

        Watched(Station station) {
            this.station = station;
        }

        @Override
        public void open() throws Exception {
            station.open();
        }

        @Override
        public void take(Batch batch) throws Exception {
            station.take(batch);
            if (observed != null) {
                observed.take(batch.told());
            }
            if (tracer != null) {
                batch.told().forEach(this::trace);
            }
        }

        private void trace(Told event) {
            if (event instanceof Told.Finished finished && StoreIntake.queued(finished.task().task()).span() != null) {
                tracer.end(finished.task(), StoreIntake.queued(finished.task().task()).span());
            }
        }

        @Override
        public long rest() throws Exception {
            return station.rest();
        }

        @Override
        public OutputFailure failed(Throwable cause) {
            return station.failed(cause);
        }

        @Override
        public void close() throws Exception {
            station.close();
            if (tracer != null) {
                tracer.close();
            }
        }

        @Override
        public boolean followsStarts() {
            return station.followsStarts();
        }

        @Override
        public boolean stalled() {
            return station.stalled();
        }
    }
}
