package io.drover.remote;

import java.io.Serializable;

/**
 * A function that worker processes apply to many values: usually a lambda. As a {@link RemoteCallable} it may run again for
 * a value whose worker has died.
 *
 * @param <I> the type of the values, which are serializable
 * @param <O> the type of the results, which are serializable
 */
@FunctionalInterface
public interface RemoteFunction<I, O> extends Serializable {
    /**
     * Called in a worker process.
     *
     * @param value one of many
     * @return its result
     * @throws Exception which is the failure of this value alone
     */
    O apply(I value) throws Exception;
}
