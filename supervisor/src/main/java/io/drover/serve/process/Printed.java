package io.drover.serve.process;

import com.google.protobuf.ByteString;
import io.drover.proto.ControlReply;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What processes print: the last of it, and the files where all of it goes. Any thread. */
final class Printed {
    private final Map<String, Tail> tails = new HashMap<>();
    private final Map<String, Logs> logs = new HashMap<>();
    private final Map<Path, RotatingFile> files = new HashMap<>();
    /** Those that could not be written. */
    private final Map<Path, String> broken = new HashMap<>();
    private final BiConsumer<String, String> news;

    /** @param news is told a name and what there is to say of it */
    Printed(BiConsumer<String, String> news) {
        this.news = news;
    }

    /** From now on what it prints goes there. */
    synchronized void follow(Instance one) {
        logs.put(one.name(), one.plan().logs());
        tails.computeIfAbsent(one.name(), name -> new Tail());
    }

    /** It is not there any more. */
    synchronized void forget(Instance one) {
        logs.remove(one.name());
        tails.remove(one.name());
    }

    synchronized void add(String name, boolean standardError, ByteString data) {
        Logs where = logs.get(name);
        if (where == null || data.isEmpty()) {
            return;
        }
        tails.get(name).add(data);
        Path file = where.file(standardError, name);
        if (file == null) {
            return;
        }
        RotatingFile open = files.get(file);
        if (open == null || !open.is(where)) {
            if (open != null) {
                open.close();
            }
            open = new RotatingFile(file, where.size(), where.kept());
            files.put(file, open);
        }
        try {
            open.write(data);
            broken.remove(file);
        } catch (IOException e) {
            open.close();
            if (broken.put(file, name) == null) {
                news.accept(name, "cannot be logged until that changes: cannot write " + file + ": " + reason(file, e));
            }
        }
    }

    private static String reason(Path file, IOException e) {
        String message = e instanceof FileSystemException named && named.getReason() != null ? named.getReason() : e.getMessage();
        return message.startsWith(file.toString()) ? e.getClass().getSimpleName() : message;
    }

    /** Files may have other names by now: from now on they are written under the old ones. */
    synchronized void reopen() {
        files.values().forEach(RotatingFile::close);
        files.clear();
    }

    synchronized List<String> lastLines(String name, int most) {
        Tail tail = tails.get(name);
        return tail == null ? List.of() : tail.lines(most);
    }

    /**
     * What is left of what a process has printed after so many bytes, and how much it has printed in all.
     * Nothing of one that is not there any more.
     */
    synchronized ControlReply.Printed read(String name, long from) {
        Tail tail = tails.getOrDefault(name, new Tail());
        return ControlReply.Printed.newBuilder().setData(tail.from(from)).setNext(tail.total()).build();
    }
}
