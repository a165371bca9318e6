package tasks;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Task classes that cannot run; those that get as far as an instance count it in the file "made". */
public final class Broken {
    private Broken() {}

    static void count() {
        try {
            Files.writeString(Path.of("made"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    abstract static class Base implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            return input;
        }
    }

    public static final class InConstructor extends Base {
        public InConstructor() {
            count();
            throw new IllegalStateException("no constructor today");
        }
    }

    public static final class InSetUp extends Base {
        @Override
        public void setUp(WorkerContext context) throws Exception {
            count();
            throw new java.io.IOException("no set-up today");
        }
    }

    public static final class InInitializer extends Base {
        static final int NUMBER = Integer.parseInt("no number");
    }

    static final class NotPublic extends Base {}

    public static final class NoTask {}
}
