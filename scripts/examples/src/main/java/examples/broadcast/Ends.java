package examples.broadcast;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When each process of a crowd has ended, by a look at /proc every millisecond. */
final class Ends {
    private final long begin = System.nanoTime();
    private final Map<Member, Long> nanos = new TreeMap<>(Comparator.comparing(Member::kind).thenComparing(Member::pid));
    private final List<Member> members;

    /** Counts from now. */
    Ends(List<Member> members) {
        this.members = members;
    }

    /** Looks until all of them have ended, or until {@code limit} is over. */
    void await(long limitMillis) {
        while (nanos.size() < members.size() && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(limitMillis)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            members.stream()
                    .filter(member -> !nanos.containsKey(member) && member.isGone())
                    .forEach(member -> nanos.put(member, System.nanoTime() - begin));
        }
    }

    void print(PrintStream out) {
        nanos.forEach((member, after) -> out.printf(
                "  %-9s %7d  session %7d  %-8s gone after %5d ms%n",
                member.kind().title(), member.pid(), member.session(), member.program(), TimeUnit.NANOSECONDS.toMillis(after)));
        for (Kind kind : Kind.values()) {
            long last = nanos.entrySet().stream()
                    .filter(end -> end.getKey().kind() == kind)
                    .mapToLong(Map.Entry::getValue).max().orElse(0);
            out.printf("%-9s the last one gone after %5d ms%n", kind.title(), TimeUnit.NANOSECONDS.toMillis(last));
        }
    }

    long left() {
        return members.stream().filter(member -> !member.isGone()).count();
    }
}
