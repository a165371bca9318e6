package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What decides when a task of a service starts. */
class QueueIT extends InServiceSandbox {
    @Test
    void aGroupHasItsOwnSlots() throws IOException {
        DroverProcess service = service("-j4");
        said("group --slots 1 one");
        said("group --pause later");
        said("submit --group one " + quoted(WAITS, "1"));
        said("submit --group later 'echo later >>order'");
        sandbox.awaitFile("at-1");
        sandbox.file("many", numbers(3000));
        said("submit --group one 'echo {} >>order' :::: many");
        assertEquals("other\n", said("submit --wait 'echo other'"));
        assertTrue(said("group").contains("one    1      no      3000     1"), said("group"));
        assertTrue(said("group --json later").contains("{\"group\":\"later\",\"slots\":null,\"paused\":true,\"tasks\":{\"waiting\":1}}"));
        drover("group --slots -1 one").exited(255).oneLine("--slots wants a number from 0");
        said("group --resume later");
        Awaits.await("the other group to go on", () -> read("order").equals("later\n"), sandbox::describe);
        said("group --slots 2 one");
        Awaits.await("the second slot to be used", () -> read("order").startsWith("later\n1\n2\n"), sandbox::describe);
        sandbox.file("go-1", "");
        said("group --pause one");
        said("stop");
        service.awaitEnd().exited(0);
        DroverProcess again = service("-j4");
        assertEquals("here\n", said("submit --wait 'echo here'"));
        assertTrue(said("group one").contains("one    2      yes"), said("group one"));
        said("stop");
        again.awaitEnd().exited(0);
    }

    @Test
    void aFailureIsTriedAgain() {
        DroverProcess service = service("--retries 2");
        drover("submit --wait 'echo x >>tries; exit 4'").exited(4);
        drover("submit --wait --retries 4 'echo y >>tries; exit 5'").exited(5);
        assertEquals("x\nx\ny\ny\ny\ny\n", read("tries"));
        said("stop");
        service.awaitEnd().exited(0);
    }
}
