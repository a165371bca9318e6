package io.drover.remote;

import java.io.Serializable;

/** As a {@link RemoteCallable}, without a result. */
@FunctionalInterface
public interface RemoteRunnable extends Runnable, Serializable {}
