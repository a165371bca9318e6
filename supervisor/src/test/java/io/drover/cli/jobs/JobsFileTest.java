package io.drover.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.drover.parallel.text.RawArguments;
import io.drover.serve.process.Check;
import io.drover.serve.process.ProcessPlan;
import io.drover.serve.process.Readiness;
import io.drover.serve.process.Restart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files of processes say, and what is wrong in them. */
class JobsFileTest {
    @TempDir
    private Path directory;

    private String file(String name, String text) throws IOException {
        return RawArguments.raw(Files.writeString(directory.resolve(name), text).toString());
    }

    private List<ProcessPlan> read(String name, String text) throws IOException {
        return JobsFile.read(file(name, text), new JobsFile.Usual(Restart.NEVER, null), null).processes();
    }

    private List<String> faults(String name, String text) throws IOException {
        return JobsFile.check(file(name, text), null).stream().map(line -> line.replace(directory + "/", "")).toList();
    }

    @Test
    void allThatCanBeSaid() throws IOException {
        Files.createDirectory(directory.resolve("sub"));
        List<ProcessPlan> plans = read("jobs.toml", """
                [[process]]
                name = "web"
                command = ["./web", "--port", "80"]
                count = 2
                autorestart = "on-failure"
                exit_codes = [0, 2]
                start_seconds = 5
                backoff = { first = "100ms", most = 3 }
                give_up = { failures = 3, within = "1m" }
                stop_signal = "INT"
                grace = "1m30s"
                environment = { A = "b c", N = 7 }
                directory = "sub"
                after = "db"
                stdout = "logs/web.{%}.log"
                log_size = "1M"
                log_keep = 0
                limits = { memory = "2G", cpu = 0.5, open_files = 1024 }
                [process.health]
                http = "http://localhost:800{%}/health"
                interval = 1
                timeout = 0.5
                failures = 2
                start = "2m"
                [[process]]
                name = "db"
                command = "exec db"
                """.replace("100ms", "0.1"));
        ProcessPlan web = plans.get(0);
        assertEquals("web 2 [db]", web.name() + " " + web.count() + " " + web.after());
        assertEquals(List.of("./web", "--port", "80"), web.launch().command());
        assertEquals(false, web.launch().shell());
        assertEquals(Map.of("A", "b c", "N", "7"), web.launch().environment());
        assertEquals(directory.resolve("sub"), web.launch().directory());
        assertEquals(Restart.ON_FAILURE, web.rules().restart());
        assertEquals(Set.of(0, 2), web.rules().expected());
        assertEquals(Duration.ofSeconds(5), web.rules().start());
        assertEquals(Duration.ofMillis(100), web.rules().backoff().first());
        assertEquals(3, web.rules().giveUp().failures());
        assertEquals(2, web.rules().stopSignal());
        assertEquals(Duration.ofSeconds(90), web.rules().grace());
        assertEquals(directory.resolve("logs/web.{%}.log"), web.logs().output());
        assertEquals("1048576 0", web.logs().size() + " " + web.logs().kept());
        assertEquals("2147483648 0.5 1024", web.launch().limits().memory() + " " + web.launch().limits().cpu() + " " + web.launch().limits().openFiles());
        assertEquals(Readiness.HEALTH, web.rules().ready());
        assertEquals("http://localhost:8002/health", ((Check.Http) web.rules().health().check().of(2)).url());
        assertEquals("PT1S PT0.5S 2 PT2M", web.rules().health().interval() + " " + web.rules().health().timeout() + " "
                + web.rules().health().failures() + " " + web.rules().health().start());
        assertEquals(true, plans.get(1).launch().shell());
        assertEquals(Restart.ALWAYS, plans.get(1).rules().restart());
        assertEquals(directory, plans.get(1).launch().directory());
    }

    @Test
    void aProcfile() throws IOException {
        List<ProcessPlan> plans = read("Procfile", "# all of it\n\nweb: run: this\nwork-er:  other\n");
        assertEquals(List.of("web", "work-er"), plans.stream().map(ProcessPlan::name).toList());
        assertEquals(List.of("run: this"), plans.get(0).launch().command());
        assertEquals(100, plans.get(1).launch().port() - plans.get(0).launch().port());
        assertEquals(Restart.NEVER, plans.get(0).rules().restart());
        assertEquals(
                List.of("Procfile:1:1: a line NAME: COMMAND is wanted, with letters, digits, _ and - in the name", "Procfile:3:1: two processes are called a"),
                faults("Procfile", "no colon\na: b\na: c\n"));
        assertEquals(List.of("Procfile: no process: each is a line NAME: COMMAND"), faults("Procfile", ""));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() throws IOException {
        assertEquals(
                List.of(
                        "jobs.toml:1:1: a process without a command",
                        "jobs.toml:3:1: unknown key 'comand'; did you mean command?",
                        "jobs.toml:4:1: count wants a whole number from 1 to 1000",
                        "jobs.toml:5:1: grace wants seconds or a time such as 1h30m, not 'soon'",
                        "jobs.toml:6:1: these wait for each other: web after db after web",
                        "jobs.toml:7:1: autorestart wants \"always\" or \"on-failure\" or \"never\"",
                        "jobs.toml:9:1: two processes are called web",
                        "jobs.toml:10:1: the command is empty",
                        "jobs.toml:11:1: there is no directory none",
                        "jobs.toml:12:1: there is no signal NO",
                        "jobs.toml:14:1: name wants letters, digits, _ and -, and no digit first",
                        "jobs.toml:17:23: most is shorter than first",
                        "jobs.toml:18:1: there is no process none",
                        "jobs.toml:19:1: environment wants a table of strings",
                        "jobs.toml:25:1: unknown key 'proces'; did you mean process?"),
                faults("jobs.toml", """
                        [[process]]
                        name = "web"
                        comand = "x"
                        count = 0
                        grace = "soon"
                        after = ["db"]
                        autorestart = "maybe"
                        [[process]]
                        name = "web"
                        command = " "
                        directory = "none"
                        stop_signal = "NO"
                        [[process]]
                        name = "1 2"
                        command = "true"
                        exit_codes = [0]
                        backoff = {first = 3, most = "1s"}
                        after = ["none"]
                        environment = ["A=b"]

                        [[process]]
                        name = "db"
                        command = "db"
                        after = "web"
                        [proces]
                        """));
    }

    @Test
    void whatIsWrongAboutLimitsAndUsers() throws IOException {
        assertEquals(
                List.of(
                        "jobs.toml:4:1: there is no user nobody-of-that-name",
                        "jobs.toml:6:1: memory wants a number of bytes such as 1000000 or \"512M\", above 0",
                        "jobs.toml:7:1: cpu wants a number above 0",
                        "jobs.toml:8:1: unknown key 'openfiles'; did you mean open_files?"),
                faults("jobs.toml", """
                        [[process]]
                        name = "a"
                        command = "a"
                        user = "nobody-of-that-name"
                        [process.limits]
                        memory = "much"
                        cpu = 0
                        openfiles = 3
                        """));
    }

    @Test
    void whatIsWrongAboutChecks() throws IOException {
        String process = "[[process]]\nname = \"a\"\ncommand = \"a\"\n";
        assertEquals(List.of("jobs.toml:4:1: ready = \"health\" needs a health check: [process.health]"), faults("jobs.toml", process + "ready = \"health\""));
        assertEquals(
                List.of("jobs.toml:4:1: ready = \"exit\" is for what ends: autorestart is \"on-failure\" or \"never\" then"),
                faults("jobs.toml", process + "ready = \"exit\""));
        assertEquals(List.of("jobs.toml:4:1: a health check has one of command, http and tcp"), faults("jobs.toml", process + "[process.health]\n"));
        assertEquals(
                List.of(
                        "jobs.toml:4:1: a health check has one of command, http and tcp",
                        "jobs.toml:5:1: http wants a URL such as \"http://localhost:8000/health\", not localhost:1",
                        "jobs.toml:6:1: tcp wants an address such as \"localhost:8000\", not localhost",
                        "jobs.toml:7:1: timeout wants seconds or a time such as \"1m30s\", above 0"),
                faults("jobs.toml", process + "[process.health]\nhttp = \"localhost:1\"\ntcp = \"localhost\"\ntimeout = 0\n"));
        assertEquals(
                List.of("jobs.toml:5:1: tcp wants an address such as \"localhost:8000\", not localhost:70000"),
                faults("jobs.toml", process + "[process.health]\ntcp = \"localhost:70000\"\n"));
        assertEquals(List.of(), faults("jobs.toml", process + "[process.health]\ntcp = \":80\"\n"));
    }

    @Test
    void whatIsNoTomlAtAllIsToldWithItsPlace() throws IOException {
        List<String> faults = faults("jobs.toml", "[[process]]\nname = \n");
        assertEquals(1, faults.size(), faults.toString());
        assertEquals("jobs.toml:2:8", faults.get(0).substring(0, 13));
        assertEquals(List.of("jobs.toml: no process: each is a table [[process]]"), faults("jobs.toml", "# nothing\n"));
        assertEquals(List.of("jobs.toml:1:1: process wants tables: write [[process]]"), faults("jobs.toml", "[process]\nname = \"a\"\n"));
    }

    @Test
    void aServiceIsToldTheFirstFault() throws IOException {
        String file = file("jobs.toml", "[[process]]\nname = 1\ncount = \"x\"\ncommand = \"x\"\n");
        IOException refused = assertThrows(IOException.class, () -> JobsFile.read(file, new JobsFile.Usual(Restart.NEVER, null), null));
        assertEquals(file + ":2:1: name wants a string; drover check " + file + " has 1 more", refused.getMessage());
        Path bytes = Files.write(directory.resolve("bytes.toml"), new byte[] {(byte) 0xff});
        assertEquals(List.of(bytes + ": not in UTF-8, which TOML is"), JobsFile.check(bytes.toString(), null));
        IOException missing = assertThrows(IOException.class, () -> JobsFile.check(directory + "/none.toml", null));
        assertEquals("cannot read " + directory + "/none.toml: No such file or directory", missing.getMessage());
    }
}
