package tasks;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes into its worker's own connections what JeroMQ does not survive: a frame of length -1. */
public final class Insider implements Task<String, String> {
    @Override
    public String run(String input, TaskContext context) throws Exception {
        Field number = FileDescriptor.class.getDeclaredField("fd");
        number.setAccessible(true);
        for (Path path : descriptors()) {
            if (Files.isSymbolicLink(path) && Files.readSymbolicLink(path).toString().startsWith("socket:")) {
                FileDescriptor descriptor = new FileDescriptor();
                number.setInt(descriptor, Integer.parseInt(path.getFileName().toString()));
                write(descriptor, ByteBuffer.allocate(9).put((byte) 2).putLong(-1).array());
            }
        }
        Thread.sleep(1_000_000);
        return input;
    }

    private static void write(FileDescriptor descriptor, byte[] bytes) {
        try {
            new FileOutputStream(descriptor).write(bytes);
        } catch (IOException e) {
            // The JDK has a socket of its own, which leads nowhere.
        }
    }

    private static List<Path> descriptors() throws Exception {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.toList();
        }
    }
}
