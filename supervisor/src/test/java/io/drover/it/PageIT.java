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

    /** With something to see. */
    private void paint(PageInBrowser page, Path directory) throws IOException, InterruptedException {
        said("scale", "6");
        sandbox.file("names", "render\nencode\nupload\nthumbnail\nindex\n");
        said("submit", "'echo frame {}; sleep 0.{1}; sleep {2}; test {1}{2} != 72'", ":::", "1", "3", "5", "7", "9", ":::", "0", "1", "2", "3", "0");
        said("submit", "'convert {}; sleep 2.4'", ":::", "a.svg", "b.svg", "c.svg", "d.svg");
        said("submit", "--delay", "1h", "'report --weekly'");
        Thread.sleep(18_000);
        page.look(1280, 900, false);
        Thread.sleep(1000);
        page.picture(directory.resolve("light.png"), true);
        page.look(1280, 900, true);
        Thread.sleep(1000);
        page.picture(directory.resolve("dark.png"), true);
        page.look(390, 844, false);
        Thread.sleep(1000);
        page.picture(directory.resolve("phone.png"), true);
        page.click("#tasks tr:last-child td.command");
        Thread.sleep(1000);
        page.picture(directory.resolve("phone-task.png"), false);
        page.look(1280, 900, true);
        Thread.sleep(1000);
        page.picture(directory.resolve("dark-task.png"), false);
        page.click("#t-close");
    }
}
