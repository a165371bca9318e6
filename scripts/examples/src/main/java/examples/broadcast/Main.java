package examples.broadcast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts workers of every kind, shows what they do, and ends them with one broadcast. */
public final class Main {
    private static final int USUAL_WORKERS = 1;
    private static final int USUAL_PARTS = 64;
    private static final long LIMIT_MILLIS = 60_000;

    private Main() {}

    /**
     * Runs it.
     *
     * @param words nothing, or how many workers of each kind; or {@code benchmark}, the most workers, a file for the
     *     plot, and of how many parts the work is
     * @throws Exception if there cannot be workers here
     */
    public static void main(String[] words) throws Exception {
        if (words.length > 0 && words[0].equals("benchmark")) {
            int most = words.length > 1 ? Integer.parseInt(words[1]) : 2 * Runtime.getRuntime().availableProcessors();
            int parts = words.length > 3 ? Integer.parseInt(words[3]) : USUAL_PARTS;
            SpeedUp.measure(most, parts, Path.of(words.length > 2 ? words[2] : "speedup.html"));
            return;
        }
        // The loop takes the whole process down with it: nothing is left when this one is stopped.
        System.exit(broadcast(words.length > 0 ? Integer.parseInt(words[0]) : USUAL_WORKERS));
    }

    /** {@return the exit status} */
    private static int broadcast(int workersOfKind) throws IOException, InterruptedException {
        try (Crowd crowd = new Crowd(workersOfKind)) {
            Monitor monitor = new Monitor(crowd);
            List<Member> members = Member.all();
            while (members.size() < crowd.size() || !monitor.allRun(workersOfKind)) {
                if (crowd.isOver()) {
                    System.err.println("broadcast: the workers cannot do their work, see above");
                    return 1;
                }
                Thread.sleep(20);
                members = Member.all();
            }
            System.out.println("What each worker does now:");
            monitor.print(System.out);
            System.out.printf("%d processes in %d sessions; one TERM to all workers%n",
                    members.size(), members.stream().map(Member::session).distinct().count());
            Ends ends = new Ends(members);
            crowd.broadcast();
            ends.await(LIMIT_MILLIS);
            int survivors = crowd.awaitEnd();
            ends.print(System.out);
            long left = ends.left() + Member.all().size() + survivors;
            System.out.println(left + " processes are left");
            return left == 0 ? 0 : 1;
        }
    }
}
