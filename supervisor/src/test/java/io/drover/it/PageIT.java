package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page of a service, in a browser. */
class PageIT extends InSteeredSandbox {
    private static final String CLICKED = "document.getElementById('%s').textContent";

    @Test
    void whatIsPressedIsDone() throws IOException, InterruptedException {
        Optional<Browser> browser = Browser.installed();
        assumeTrue(browser.isPresent(), "no chromium is installed");
        HttpService service = new HttpService(sandbox, "");
        said("submit", "'echo out; echo err >&2; exit 3'");
        said("submit", "'until test -e go1; do sleep 0.02; done'");
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
            said("submit", "'until test -e never; do sleep 0.02; done'");
            page.await("the third to run", "document.querySelectorAll('#tasks .running').length", "1");
            page.click("#tasks tr:first-child button");
            page.await("it to be cancelled", "document.querySelectorAll('#tasks .cancelled').length", "1");
            assertEquals("", page.complaints());
            String pictures = System.getProperty("drover.pictures");
            if (pictures != null) {
                paint(page, Path.of(pictures));
            }
        }
        said("stop");
        service.process().awaitEnd().exited(0);
    }

    private static String text(String id) {
        return String.format(CLICKED, id);
    }

    /** With something to see: for a look at it, and for README. */
    private void paint(PageInBrowser page, Path directory) throws IOException, InterruptedException {
        said("scale", "6");
        said("submit", "--group", "frames", "'render frame-{1}{2}.svg; sleep {2}.{1}; test {1}{2} != 72'", ":::", "3", "5", "1", "9", "7", ":::", "0", "2", "1", "3", "0", "1");
        said("submit", "'convert {} {.}.png; sleep 2.4'", ":::", "a.svg", "b.svg", "c.svg", "d.svg", "e.svg", "f.svg");
        said("submit", "--group", "video", "'encode {}; sleep 7'", ":::", "one.mov", "two.mov", "three.mov", "four.mov", "five.mov", "six.mov", "seven.mov");
        said("submit", "'upload {}; sleep 3.1'", ":::", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");
        said("submit", "--delay", "1h", "'report --weekly'");
        look(page, 1200, 830, false, 22, directory.resolve("page.png"), false);
        look(page, 1280, 900, true, 1, directory.resolve("dark.png"), true);
        look(page, 390, 844, false, 1, directory.resolve("phone.png"), true);
        page.click("#tasks tr:last-child td.command");
        look(page, 390, 844, true, 1, directory.resolve("phone-task.png"), false);
        look(page, 1280, 900, false, 1, directory.resolve("task.png"), false);
        page.click("#t-close");
    }

    private static void look(PageInBrowser page, int width, int height, boolean dark, int seconds, Path file, boolean whole) throws IOException, InterruptedException {
        page.look(width, height, dark);
        page.run("scrollTo(0, 0)");
        Thread.sleep(1000L * seconds);
        page.picture(file, whole);
    }
}
