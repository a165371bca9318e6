package io.drover.remote;

import java.io.Serializable;
import java.util.concurrent.Callable;

/**
 * A call that a worker process makes: usually a lambda, which travels there with all that it captures. It runs again if its worker
 * dies, so it is to be written so that it can run twice.
 *
 * @param <T> the type of its result, which is serializable
 */
@FunctionalInterface
public interface RemoteCallable<T> extends Callable<T>, Serializable {}
