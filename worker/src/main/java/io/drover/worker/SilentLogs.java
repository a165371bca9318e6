package io.drover.worker;

import java.io.IOException;
import java.util.logging.LogManager;

/**
 * For a JVM in which nobody but libraries would log, to nobody: the JDK's own log manager reads a configuration and looks for
 * other ways to log, which is a tenth of a start. A JVM that is told to has this one in its place.
 */
public final class SilentLogs extends LogManager {
    /** The option of a JVM that has it. */
    public static final String OPTION = "-Djava.util.logging.manager=" + SilentLogs.class.getName();

    /** For the JDK. */
    public SilentLogs() {}

    /** Fails, for after one that succeeds the JDK looks for those other ways. */
    @Override
    public void readConfiguration() throws IOException {
        throw new IOException("nothing is logged here");
    }
}
