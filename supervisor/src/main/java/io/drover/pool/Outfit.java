package io.drover.pool;

import io.drover.proto.SystemProperty;
import io.drover.supervisor.process.WorkerJvm;
import io.drover.supervisor.work.JavaTasks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What worker processes are given of this one. Confined to the thread that builds the pool. */
final class Outfit {
    private final List<String> jvmOptions = new ArrayList<>();
    private final List<byte[]> environment = new ArrayList<>();
    private final Map<String, SystemProperty> systemProperties = new TreeMap<>();
    private boolean debuggable;

    void jvmOptions(List<String> options) {
        jvmOptions.addAll(options);
    }

    void environment(String name, String value) {
        environment.add((name + "=" + value).getBytes(StandardCharsets.UTF_8));
    }

    /** @param value null: it is not set */
    void systemProperty(String name, String value) {
        if (value != null) {
            systemProperties.put(name, SystemProperty.newBuilder().setName(name).setValue(value).build());
        }
    }

    void debug() {
        debuggable = true;
    }

    boolean isDebuggable() {
        return debuggable;
    }

    JavaTasks work() {
        return new JavaTasks(JavaTasks.ofThisProgram(CallTask.class.getName())
                .setFailureObjects(true)
                .addAllSystemProperties(systemProperties.values())
                .build());
    }

    WorkerJvm jvm(JavaTasks work) {
        WorkerJvm jvm = WorkerJvm.current(work.jvmOptions(), jvmOptions, environment);
        return debuggable ? jvm.debuggable() : jvm;
    }
}
