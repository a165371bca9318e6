package io.drover.trace;

import io.drover.supervisor.OutputFailure;
import io.drover.supervisor.TaskCount;
import io.drover.supervisor.TaskSource;
import io.drover.supervisor.core.FinishedTask;
import io.drover.supervisor.core.Surroundings;
import io.drover.supervisor.core.TaskSpec;
import io.drover.supervisor.output.Batch;
import io.drover.supervisor.output.Conveyor;
import io.drover.supervisor.output.Station;
import io.drover.supervisor.output.Told;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The spans of tasks whose attempts are all made here: one for each task, and in it one for each attempt where there are several.
 *
 * <p>Marks tasks in any thread; stands on a conveyor, before all that take longer.
 */
public final class RunSpans implements AutoCloseable {
    private final Tracer tracer;
    /** Ours: who has started us may want to find our tasks in their trace. */
    private final List<byte[]> environment;
    private final String parent;

    /**
     * Begins.
     *
     * @param plan where spans go
     * @param environment of this process, each "NAME=VALUE"
     * @param message told when they do not get there
     */
    public RunSpans(OtlpPlan plan, List<byte[]> environment, Consumer<String> message) {
        this.tracer = new Tracer(plan, message);
        this.environment = environment;
        this.parent = SpanContext.in(environment).parent();
    }

    /**
     * A task whose commands find its span in their environment.
     *
     * @param task has not started
     * @return the same otherwise
     */
    public TaskSpec mark(TaskSpec task) {
        Surroundings found = task.surroundings();
        return task.in(new Surroundings(
                found.files(), found.directory(), tracer.environment(found.environment(), tracer.begin(environment)), found.stageInput()));
    }

    /**
     * Tasks of a source, each as from {@link #mark}.
     *
     * @param tasks closed by others
     */
    public TaskSource mark(TaskSource tasks) {
        return new Marked(tasks);
    }

    private final class Marked implements TaskSource {
        private final TaskSource tasks;

        Marked(TaskSource tasks) {
            this.tasks = tasks;
        }

        @Override
        public boolean read(List<TaskSpec> into, int max) throws IOException {
            int from = into.size();
            try {
                return tasks.read(into, max);
            } finally {
                into.subList(from, into.size()).replaceAll(RunSpans.this::mark);
            }
        }

        @Override
        public TaskCount count() throws IOException {
            return tasks.count();
        }

        @Override
        public boolean endsBeforeItsTasks() {
            return tasks.endsBeforeItsTasks();
        }

        @Override
        public List<String> columns() {
            return tasks.columns();
        }

        @Override
        public int width() {
            return tasks.width();
        }
    }

    /**
     * A conveyor that is to be first.
     *
     * @param next where all of it goes then
     */
    public Conveyor before(Conveyor next) {
        Watch watch = new Watch();
        watch.conveyor.leadTo(next).start();
        return watch.conveyor;
    }

    private record Key(String stage, long task) {}

    /** A task that has failed and runs again. */
    private record Begun(SpanContext context, long startMicros) {}

    private final class Watch implements Station {
        private final Conveyor conveyor = new Conveyor("drover-spans", this);
        private final Map<Key, Begun> begun = new HashMap<>();

        @Override
        public void take(Batch batch) {
            try {
                batch.told().forEach(this::trace);
            } finally {
                conveyor.pass(batch);
            }
        }

        private void trace(Told event) {
            if (event instanceof Told.Retried retried) {
                FinishedTask attempt = retried.attempt();
                Begun task = begun.computeIfAbsent(key(attempt), unused -> new Begun(context(attempt), attempt.startEpochMicros()));
                tracer.attempt(attempt, task.context());
            } else if (event instanceof Told.Finished finished) {
                end(finished.task(), begun.remove(key(finished.task())));
            }
        }

        private void end(FinishedTask task, Begun before) {
            if (before == null) {
                tracer.end(task, context(task), 0);
            } else {
                tracer.attempt(task, before.context());
                tracer.end(task, before.context(), before.startMicros());
            }
        }

        @Override
        public OutputFailure failed(Throwable cause) {
            return new OutputFailure(false, "cannot make spans of tasks: " + cause);
        }

        @Override
        public void close() {}
    }

    private static Key key(FinishedTask task) {
        return new Key(task.task().stageName(), task.task().id());
    }

    /** That by which it was marked; of one that was not, a new one. */
    private SpanContext context(FinishedTask task) {
        return SpanContext.of(task.task().surroundings().environment(), parent).orElseGet(() -> tracer.begin(environment));
    }

    /** What has not been sent is, if that does not take long. */
    @Override
    public void close() {
        tracer.close();
    }
}
