package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.pool.PoolBuilder;
import io.drover.pool.WorkerPool;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A test of pools in this JVM, whose workers have its class path. */
abstract class InPoolSandbox extends InSandbox {

    /** Two workers that the sandbox knows. */
    PoolBuilder builder() {
        String[] mark = sandbox.mark().split("=", 2);
        return WorkerPool.builder().workers(2).environment(mark[0], mark[1]);
    }

    /** Where a call can make a file that is ours. */
    String sign(String name) {
        return sandbox.path(name).toString();
    }

    static int pid() {
        return (int) ProcessHandle.current().pid();
    }

    static Throwable failureOf(Future<?> future) {
        return assertThrows(ExecutionException.class, future::get).getCause();
    }
}
