package io.drover.supervisor.transport;

import io.drover.posix.SharedPort;
import java.net.InetAddress;
import java.util.Optional;

/** Which addresses workers call from. */
interface Sources {
    /** All call from where anybody does: whoever calls comes as far as the door. */
    Sources COMMON = new Sources() {
        @Override
        public InetAddress next() {
            return Loopback.ADDRESS;
        }

        @Override
        public Optional<SharedPort> share() {
            return Optional.empty();
        }
    };

    /** For the next worker. */
    InetAddress next();

    /** A port that can be made to admit these addresses alone; empty: there is no such thing here. */
    Optional<SharedPort> share();

    /** What this machine can do. */
    static Sources best() {
        return PrivateSources.hindrance().isEmpty() ? new PrivateSources() : COMMON;
    }
}
