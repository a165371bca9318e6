package io.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.cli.jobs.JobsFile;
import io.drover.parallel.text.RawArguments;
import io.drover.parallel.text.UsageException;
import io.drover.serve.process.Restart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a service is to be, as a file says it. */
class ServiceTableTest {
    @TempDir
    private Path directory;

    private String file(String text) throws IOException {
        return RawArguments.raw(Files.writeString(directory.resolve("jobs.toml"), text).toString());
    }

    private List<String> faults(String lines) throws IOException {
        return JobsFile.check(file("[service]\n" + lines), ServeCommand.options(List.of())).stream()
                .map(line -> line.replace(directory + "/", ""))
                .toList();
    }

    private Map<String, List<String>> words(String lines, String... arguments) throws IOException {
        return JobsFile.read(file("[service]\n" + lines), new JobsFile.Usual(Restart.ALWAYS, null), ServeCommand.options(List.of(arguments))).service();
    }

    @Test
    void keysAreOptions() throws IOException {
        assertEquals(
                Map.of(
                        "name", List.of("--name=etl"),
                        "jobs", List.of("--jobs=4"),
                        "durable", List.of("--durable"),
                        "recycle_rss", List.of("--recycle-rss=500M"),
                        "keep", List.of("--keep=1000"),
                        "grace", List.of("--grace=0.5"),
                        "http", List.of("--http=8080"),
                        "http_host", List.of("--http-host=a", "--http-host=b")),
                words("""
                        name = "etl"
                        jobs = 4
                        durable = true
                        http_open_metrics = false
                        recycle_rss = "500M"
                        keep = 1000
                        grace = 0.5
                        http = 8080
                        http_host = ["a", "b"]
                        """));
    }

    @Test
    void filesAreRelativeToTheFile() throws IOException {
        Files.writeString(directory.resolve("a.jar"), "");
        assertEquals(
                Map.of(
                        "store", List.of("--store=" + directory + "/q/etl.db"),
                        "log", List.of("--log=/var/log/etl.log"),
                        "http", List.of("--http=unix:" + directory + "/page.sock"),
                        "task", List.of("--task=a.B"),
                        "jar", List.of("--jar=" + directory + "/a.jar"),
                        "classpath", List.of("--classpath=" + directory + "/a.jar:/")),
                words("""
                        store = "q/etl.db"
                        log = "/var/log/etl.log"
                        http = "unix:page.sock"
                        task = "a.B"
                        jar = "a.jar"
                        classpath = "a.jar:/"
                        """));
    }

    @Test
    void theCommandLineWins() throws IOException {
        assertEquals(Map.of("keep", List.of("--keep=5")), words("jobs = 4\nkeep = 5\nhttp_host = \"a\"\n", "-j2", "--http-host=b", "--http", "8080"));
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() throws IOException {
        assertEquals(
                List.of(
                        "jobs.toml:2:1: unknown key 'recycle-rss'; did you mean recycle_rss?",
                        "jobs.toml:3:1: jobs wants a string or a number",
                        "jobs.toml:4:1: keep wants a whole number",
                        "jobs.toml:5:1: durable wants true or false",
                        "jobs.toml:6:1: http_host wants a string, or strings in brackets",
                        "jobs.toml:7:1: log wants a string"),
                faults("recycle-rss = 1\njobs = true\nkeep = \"x\"\ndurable = 1\nhttp_host = 3\nlog = 5\n"));
        assertEquals(List.of("jobs.toml:3:1: --interrupted wants one of rerun, hold, fail, not maybe"), faults("keep = 1\ninterrupted = \"maybe\"\n"));
        assertEquals(List.of("jobs.toml:2:1: --jar and --classpath need --task CLASS"), faults("jar = \"a.jar\"\n"));
        assertEquals(
                List.of("jobs.toml:3:1: --jar: cannot open none.jar: No such file or directory"),
                faults("task = \"a.B\"\njar = \"none.jar\"\n"));
    }

    @Test
    void whatIsWrongOnTheCommandLineIsNotItsFault() {
        UsageException wrong = assertThrows(UsageException.class, () -> words("keep = 5\n", "--silence", "1"));
        assertEquals("--silence wants 0, for never, or at least 2 seconds, not 1", wrong.getMessage());
    }

    @Test
    void forOthersItIsNotLookedInto() throws IOException {
        String process = "[[process]]\nname = \"a\"\ncommand = \"a\"\n";
        JobsFile.Jobs jobs = JobsFile.read(file("[service]\nnone = 1\n" + process), new JobsFile.Usual(Restart.NEVER, null), null);
        assertEquals("[a] [none]", jobs.processes().stream().map(plan -> plan.name()).toList() + " " + jobs.service().keySet());
        IOException none = assertThrows(
                IOException.class, () -> JobsFile.read(file("[service]\nkeep = 1\n"), new JobsFile.Usual(Restart.NEVER, null), null));
        assertEquals(directory + "/jobs.toml: no process: each is a table [[process]]", none.getMessage());
    }
}
