package examples.broadcast;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process of the crowd: a worker, or what one has started. All that a worker starts inherits its environment, in whatever group and
 * session it is.
 *
 * @param pid its number
 * @param kind of the worker
 * @param session its session
 * @param born when it was started, in ticks of the kernel: with {@link #pid}, its identity
 * @param program its name
 */
record Member(long pid, Kind kind, long session, long born, String program) {
    private static final Path PROC = Path.of("/proc");

    /** {@return the variable by which a process is known for one of a crowd of ours} */
    static String mark(Kind kind) {
        return "BROADCAST_CROWD=" + ProcessHandle.current().pid() + "-" + kind.title();
    }

    /** {@return all there are} */
    static List<Member> all() throws IOException {
        List<Member> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(PROC)) {
            for (Path directory : files.filter(file -> Character.isDigit(file.getFileName().toString().charAt(0))).toList()) {
                Member member = read(directory);
                if (member != null) {
                    found.add(member);
                }
            }
        }
        return found;
    }

    /** Null where there is none. */
    private static Member read(Path directory) {
        try {
            String environment = new String(Files.readAllBytes(directory.resolve("environ")), StandardCharsets.ISO_8859_1);
            List<String> variables = Arrays.asList(environment.split("\0"));
            Kind kind = Arrays.stream(Kind.values())
                    .filter(one -> variables.contains(mark(one)))
                    .findFirst().orElse(null);
            if (kind == null) {
                return null;
            }
            String stat = stat(directory);
            String[] fields = fields(stat);
            long pid = Long.parseLong(directory.getFileName().toString());
            String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            return new Member(pid, kind, Long.parseLong(fields[3]), Long.parseLong(fields[19]), name);
        } catch (IOException e) {
            // It has ended meanwhile, or is another user's.
            return null;
        }
    }

    /** {@return whether it has ended; its parent may not have noticed yet} */
    boolean isGone() {
        try {
            String[] fields = fields(stat(PROC.resolve(Long.toString(pid))));
            return fields[0].equals("Z") || fields[0].equals("X") || Long.parseLong(fields[19]) != born;
        } catch (IOException e) {
            return true;
        }
    }

    private static String stat(Path directory) throws IOException {
        return new String(Files.readAllBytes(directory.resolve("stat")), StandardCharsets.ISO_8859_1);
    }

    /** From the state on; what is before it may have any characters. */
    private static String[] fields(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    }
}
