package io.drover.cli.steer;

import io.drover.parallel.text.UsageException;
import io.drover.proto.ControlRequest;
import java.util.List;

/** What somebody would know more of. */
sealed interface What {
    /** @param number of it */
    record Task(long number) implements What {}

    /** @param place of it */
    record Worker(int place) implements What {}

    /** @param name of it */
    record Process(String name) implements What {}

    /** @param words of a command line */
    static What of(List<String> words) {
        String last = words.get(words.size() - 1);
        boolean worker = words.size() == 2 && words.get(0).equals("worker");
        if (words.size() == 1 && last.matches("[A-Za-z_].*")) {
            return new Process(last);
        }
        if (words.size() == 2 != worker || !last.matches("\\d{1,9}")) {
            throw new UsageException("the number of a task is missing, the word worker and a number, or the name of a process, instead of "
                    + String.join(" ", words));
        }
        return worker ? new Worker(Integer.parseInt(last)) : new Task(Long.parseLong(last));
    }

    /** Asks why it is as it is. */
    default ControlRequest.Builder explain() {
        ControlRequest.Explain.Builder wanted = ControlRequest.Explain.newBuilder();
        if (this instanceof Task task) {
            wanted.setTask(task.number());
        } else if (this instanceof Worker worker) {
            wanted.setWorker(worker.place());
        } else if (this instanceof Process process) {
            wanted.setProcess(process.name());
        }
        return ControlRequest.newBuilder().setExplain(wanted);
    }
}
