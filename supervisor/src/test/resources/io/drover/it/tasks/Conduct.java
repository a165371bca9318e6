package tasks;

import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Does what its input says: a word, and a value for some. */
public final class Conduct implements Task<String, String> {
    @Override
    public String run(String input, TaskContext context) throws Exception {
        String[] words = input.split(" ", 2);
        switch (words[0]) {
            case "exit" -> System.exit(Integer.parseInt(words[1]));
            case "exit-for-ever-once" -> {
                if (context.attempt() == 1) {
                    Runtime.getRuntime().addShutdownHook(new Thread(Conduct::spinForEver, "endless hook"));
                    System.exit(3);
                }
            }
            case "halt" -> Runtime.getRuntime().halt(Integer.parseInt(words[1]));
            case "read" -> {
                return "read " + System.in.readAllBytes().length;
            }
            case "nice" -> {
                String stat = Files.readString(Path.of("/proc/thread-self/stat"));
                return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16];
            }
            case "long-message" -> throw new IllegalStateException("x".repeat(Integer.parseInt(words[1])));
            case "throw" -> throw new java.io.IOException("thrown on purpose");
            case "fail-once" -> {
                if (context.attempt() == 1) {
                    throw new IllegalStateException("first attempt");
                }
            }
            case "error" -> throw new AssertionError("an error on purpose");
            case "memory" -> fillMemory();
            case "stack" -> recurse(0);
            case "segfault" -> segfault();
            case "kill" -> new ProcessBuilder("/bin/sh", "-c", "kill -9 " + ProcessHandle.current().pid())
                    .start().waitFor();
            case "print" -> {
                System.out.println("to System.out: " + words[1]);
                System.err.println("to System.err: " + words[1]);
            }
            case "flood" -> {
                flood(Integer.parseInt(words[1]));
                started("flooded");
                while (!new File("go").exists()) {
                    Thread.sleep(5);
                }
                Runtime.getRuntime().halt(3);
            }
            case "emit" -> {
                String[] stageAndItem = words[1].split(" ", 2);
                context.emit(stageAndItem[0], stageAndItem[1]);
            }
            case "sleep" -> Thread.sleep(Long.parseLong(words[1]));
            case "spin" -> {
                started(words[1]);
                spinForEver();
            }
            case "spin-until" -> {
                started(words[1]);
                while (!new File("go").exists()) {
                    Thread.onSpinWait();
                }
            }
            case "touch-and-wait" -> {
                String[] files = words[1].split(" ");
                new File(files[0]).createNewFile();
                while (!new File(files[1]).exists()) {
                    Thread.sleep(5);
                }
            }
            case "child" -> {
                Process child = new ProcessBuilder("setsid", "sleep", "1000").start();
                started(words[1]);
                child.waitFor();
            }
            case "wait-for-cancel" -> {
                started(words[1]);
                while (!context.isCancelled()) {
                    Thread.onSpinWait();
                }
                new File("cancelled").createNewFile();
            }
            case "pause" -> context.pause(Duration.parse("PT" + words[1]));
            default -> { }
        }
        return input;
    }

    private static void started(String name) throws Exception {
        Files.writeString(Path.of("started-" + name), ProcessHandle.current().pid() + "\n");
    }

    /** Past the System.err that a task has, to where a JVM and native code print. */
    private static void flood(int mebibytes) throws Exception {
        FileOutputStream log = new FileOutputStream(FileDescriptor.err);
        for (int i = 0; i < mebibytes; i++) {
            log.write(("x".repeat(1023) + "\n").repeat(1024).getBytes());
        }
        log.write("the end of the flood\n".getBytes());
    }

    private static long spun;

    private static void spinForEver() {
        while (true) {
            spun++;
        }
    }

    private static void fillMemory() {
        List<byte[]> all = new ArrayList<>();
        while (true) {
            all.add(new byte[8 << 20]);
        }
    }

    private static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }

    private static void segfault() throws Exception {
        var field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
        field.setAccessible(true);
        ((sun.misc.Unsafe) field.get(null)).putAddress(0, 0);
    }
}
