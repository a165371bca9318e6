package io.drover.records;

import io.drover.parallel.template.PathTemplate;
import io.drover.supervisor.core.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which files the results of a task go to. */
interface ResultPaths {

    /** @param sequence takes the number of the task */
    record Files(Path output, Path error, Path sequence) {}

    Files of(TaskSpec task, int slot);

    /**
     * GNU parallel's tree: {@code 1/VALUE/2/VALUE/stdout}, or with names in their order {@code NAME/VALUE/...}; the same
     * again for each further row of a task. In a run with stages there is one in {@code STAGE} for each.
     *
     * @param width how many values a row has; 0 where all are one row
     */
    static ResultPaths tree(String directory, List<String> columns, int width) {
        return (task, slot) -> {
            byte[][] arguments = argumentsOf(task);
            int row = width == 0 ? Math.max(1, arguments.length) : width;
            List<Integer> order = new ArrayList<>(IntStream.range(0, arguments.length).boxed().toList());
            order.sort(Comparator.comparing((Integer i) -> i / row)
                    .thenComparing(i -> label(columns, i % row), new NumbersFirst()));
            StringBuilder path = new StringBuilder(directory);
            if (!task.stageName().isEmpty()) {
                path.append('/').append(stage(task));
            }
            for (int i : order) {
                path.append('/').append(label(columns, i % row));
                path.append('/').append(FileNames.escaped(arguments[i], task.number()));
            }
            return in(Path.of(path.toString()));
        };
    }

    /**
     * A template for the name of the file with the output, or for that of a directory if it ends with a slash. Slashes
     * of values make directories, as with GNU parallel; other than there, no value gets out of the directory that the
     * template begins with, below which in a run with stages is one for each.
     */
    static ResultPaths template(PathTemplate template) {
        String start = template.start();
        String directory = start.substring(0, start.lastIndexOf('/') + 1);
        int below = FileNames.representable(directory.getBytes(StandardCharsets.ISO_8859_1)).length();
        return (task, slot) -> {
            byte[] bytes = template.fill(argumentsOf(task), task.number(), slot);
            if (!start.isEmpty() && climbs(bytes, directory.length())) {
                bytes = template.fill(escaped(argumentsOf(task), task.number()), task.number(), slot);
            }
            String path = FileNames.representable(bytes);
            if (!task.stageName().isEmpty()) {
                path = path.substring(0, below) + stage(task) + '/' + path.substring(below);
            }
            return path.endsWith("/")
                    ? in(Path.of(path))
                    : new Files(Path.of(path), Path.of(path + ".err"), Path.of(path + ".seq"));
        };
    }

    private static String stage(TaskSpec task) {
        return FileNames.escaped(task.stageName().getBytes(StandardCharsets.UTF_8), 0);
    }

    private static byte[][] argumentsOf(TaskSpec task) {
        return task.arguments() == null ? new byte[0][] : task.arguments();
    }

    private static boolean climbs(byte[] path, int from) {
        String rest = new String(path, from, path.length - from, StandardCharsets.ISO_8859_1);
        return List.of(rest.split("/")).contains("..");
    }

    private static byte[][] escaped(byte[][] values, long number) {
        return Stream.of(values)
                .map(value -> FileNames.escaped(value, number).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static Files in(Path directory) {
        return new Files(directory.resolve("stdout"), directory.resolve("stderr"), directory.resolve("seq"));
    }

    private static String label(List<String> columns, int index) {
        return index < columns.size()
                ? FileNames.escaped(columns.get(index).getBytes(StandardCharsets.ISO_8859_1), 0)
                : Integer.toString(index + 1);
    }

    /** Positions in their order, names in that of the alphabet. */
    final class NumbersFirst implements Comparator<String> {
        @Override
        public int compare(String a, String b) {
            boolean numbers = a.matches("\\d{1,9}") && b.matches("\\d{1,9}");
            return numbers ? Integer.compare(Integer.parseInt(a), Integer.parseInt(b)) : a.compareTo(b);
        }
    }
}
