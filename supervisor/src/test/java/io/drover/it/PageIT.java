package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.client.ControlClient;
import io.drover.proto.SupervisorSight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page of a service, in a browser. */
class PageIT extends InSteeredSandbox {
    private static final String PROCESSES = """
            [[process]]
            name = "api"
            command = "echo listens; exec sleep 1000"
            start_seconds = 0
            [[process]]
            name = "mailer"
            command = "sleep 0.3; echo the queue of mails cannot be reached >&2; exit 3"
            backoff = { first = 600, most = 600 }
            """;
    private static final String CLICKED = "document.getElementById('%s').textContent";

    @Test
    void whatIsPressedIsDone() throws IOException, InterruptedException {
        Optional<Browser> browser = Browser.installed();
        assumeTrue(browser.isPresent(), "no chromium is installed");
        sandbox.file("jobs.toml", PROCESSES);
        HttpService service = new HttpService(sandbox, "-f jobs.toml");
        said("submit", "--to", "web", "'echo out; echo err >&2; exit 3'");
        said("submit", "--to", "web", "'until test -e go1; do sleep 0.02; done'");
        try (PageInBrowser page = new PageInBrowser(browser.get().program(), "http://127.0.0.1:" + service.port() + "/#token=" + service.token())) {
            page.look(1280, 900, false);
            page.await("the page to show the slots", text("slots"), "2 slots");
            assertEquals("web", page.run(text("name")));
            assertEquals("", page.run("location.hash"));
            page.click("#more");
            await("a click to scale", "/3 ");
            page.await("the page to show it", text("slots"), "3 slots");
            page.click("#pause");
            page.await("the page to show the pause", text("pause"), "Resume");
            assertTrue(service.get("/api/v1/status").contains("\"held\":\""), service.get("/api/v1/status"));
            page.click("#pause");
            page.await("the page to show the end of the pause", text("pause"), "Pause");

            page.await("the failure to be listed", "document.querySelectorAll('#tasks tr').length", "2");
            page.click("#tasks tr:last-child td.command");
            page.await("its output", text("t-output"), "out\n");
            page.await("its errors", text("t-error"), "err\n");
            sandbox.file("go1", "");
            page.click("#t-retry");
            page.await("it to have run again", text("f-ok") + " + ' ' + " + text("f-bad"), "1 1");
            page.click("#t-close");
            said("submit", "--to", "web", "'until test -e never; do sleep 0.02; done'");
            page.await("the third to run", "document.querySelectorAll('#tasks tr:nth-last-child(3) .running').length", "1");
            page.click("#tasks tr:first-child button");
            page.await("it to be cancelled", "document.querySelectorAll('#tasks .cancelled').length", "1");
            pressProcesses(page);
            pressGroups(page, service);
            assertEquals("", page.complaints());
            String pictures = System.getProperty("drover.pictures");
            if (pictures != null) {
                paint(page, Path.of(pictures));
            }
        }
        said("stop", "web");
        service.process().awaitEnd().exited(0);
    }

    private void pressProcesses(PageInBrowser page) {
        String state = "document.querySelector('#processes .state').textContent";
        page.await("the process to run", state, "running");
        page.click("#processes tr:first-child td");
        page.await("what it has printed", text("p-output"), "listens\n");
        page.click("#p-stop");
        Awaits.await("a click to stop it", () -> process("api.1").getState().equals("stopped"), () -> process("api.1").toString());
        page.click("#p-close");
        page.await("the page to show it", state, "stopped");
        page.click("#processes tr:first-child button");
        Awaits.await("a click to start it", () -> process("api.1").getState().equals("running"), () -> process("api.1").toString());
        page.await("the page to show that", state, "running");
    }

    private SupervisorSight.Process process(String name) {
        try (ControlClient client = ControlClient.connect(socket())) {
            return client.look().getProcessesList().stream().filter(one -> one.getName().equals(name)).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A task of a group that waits, for it is paused: it is stashed and enqueued, and runs when the group goes on. What its name looks like is text. */
    private void pressGroups(PageInBrowser page, HttpService service) {
        said("group", "--of", "web", "--pause", "'<i>one</i>'");
        said("submit", "--to", "web", "--group", "'<i>one</i>'", "true");
        page.await("the group to be shown", "document.querySelector('#groups tr:last-child td').firstChild.textContent", "<i>one</i>");
        page.await("its task to be listed", "document.querySelectorAll('#tasks .waiting').length", "1");
        page.click("#tasks tr:first-child td.command");
        page.await("its task to be shown", text("t-state"), "waiting");
        page.await("why it waits to be shown", text("t-why") + ".includes('its group is paused')", "true");
        page.click("#t-stash");
        page.await("its task to be stashed", text("t-state"), "stashed");
        page.click("#t-close");
        page.click("#tasks tr:first-child button");
        page.await("its task to wait again", "document.querySelectorAll('#tasks .waiting').length", "1");
        page.click("#groups tr:last-child .stepper button:first-child");
        Awaits.await("a click to have it run less", () -> service.get("/api/v1/groups").contains("\"group\":\"<i>one</i>\",\"slots\":3,\"paused\":true"),
                () -> service.get("/api/v1/groups"));
        page.click("#groups tr:last-child td:last-child button");
        page.await("the group to go on", "document.querySelectorAll('#tasks .ok').length", "2");
    }

    private static String text(String id) {
        return String.format(CLICKED, id);
    }

    /** With something to see: for a look at it, and for README. */
    private void paint(PageInBrowser page, Path directory) throws IOException, InterruptedException {
        said("scale", "web", "6");
        said("group", "--of", "web", "--slots", "2", "video");
        said("group", "--of", "web", "--pause", "nightly");
        said("submit", "--to", "web", "--group", "nightly", "'backup /home'", ":::", "1", "2");
        said("submit", "--to", "web", "--group", "frames", "'render frame-{1}{2}.svg; sleep {2}.{1}; test {1}{2} != 72'", ":::", "3", "5", "1", "9", "7", ":::", "0", "2", "1", "3", "0", "1");
        said("submit", "--to", "web", "'convert {} {.}.png; sleep 2.4'", ":::", "a.svg", "b.svg", "c.svg", "d.svg", "e.svg", "f.svg");
        said("submit", "--to", "web", "--group", "video", "'encode {}; sleep 7'", ":::", "one.mov", "two.mov", "three.mov", "four.mov", "five.mov", "six.mov", "seven.mov");
        said("submit", "--to", "web", "'upload {}; sleep 3.1'", ":::", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");
        said("submit", "--to", "web", "--delay", "1h", "'report --weekly'");
        look(page, 1200, 830, false, 22, directory.resolve("page.png"), false);
        look(page, 1280, 900, true, 1, directory.resolve("dark.png"), true);
        look(page, 390, 844, false, 1, directory.resolve("phone.png"), true);
        page.click("#tasks tr:last-child td.command");
        look(page, 390, 844, true, 1, directory.resolve("phone-task.png"), false);
        look(page, 1280, 900, false, 1, directory.resolve("task.png"), false);
        page.click("#t-close");
        page.click("#tasks tr:first-child td.command");
        look(page, 1280, 900, true, 1, directory.resolve("delayed.png"), false);
        page.click("#t-close");
        page.click("#processes tr:last-child td");
        look(page, 1280, 900, true, 1, directory.resolve("process.png"), false);
        look(page, 390, 844, false, 1, directory.resolve("phone-process.png"), false);
        page.click("#p-close");
    }

    private static void look(PageInBrowser page, int width, int height, boolean dark, int seconds, Path file, boolean whole) throws IOException, InterruptedException {
        page.look(width, height, dark);
        page.run("scrollTo(0, 0)");
        Thread.sleep(1000L * seconds);
        page.picture(file, whole);
    }
}
