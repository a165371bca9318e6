package io.drover.serve.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

/** Writes down what instances do. */
final class RecordingActs implements Effects {
    private final List<String> done = new ArrayList<>();

    @Override
    public void launch(Instance one) {
        done.add("launch " + one.name());
    }

    @Override
    public void signal(Instance one, int signal) {
        done.add("signal " + signal + " " + one.name());
    }

    @Override
    public void kill(Instance one) {
        done.add("kill " + one.name());
    }

    @Override
    public void check(Instance one) {
        done.add("check " + one.name());
    }

    @Override
    public void changed(Instance one) {}

    @Override
    public void news(Instance one, String what) {
        done.add(one.name() + " " + what);
    }

    @Override
    public void gone(Instance one) {}

    /** What they have done since somebody asked. */
    void expect(String... acts) {
        assertEquals(List.of(acts), done);
        done.clear();
    }
}
