package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.client.ControlClient;
import io.drover.posix.Posix;
import io.drover.posix.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a service does at signals, and what it tells who has started it. */
class ServiceSignalsIT extends InServiceSandbox {
    @Test
    void whoStartedItIsToldHowItIs() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "no Python to be the service manager");
        sandbox.file("manager", """
                import os, socket
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                s.bind("notify")
                open("bound", "w").close()
                for i in range(1000):
                    with open("told", "a") as told: told.write(s.recv(1000).decode().replace("\\n", " ") + "\\n")
                """);
        DroverProcess manager = sandbox.shell("exec python3 manager").start();
        sandbox.awaitFile("bound");
        DroverProcess service = sandbox.shell("export NOTIFY_SOCKET=$PWD/notify WATCHDOG_USEC=200000 LISTEN_FDS=0;"
                + " exec drover serve --name etl --store etl.db").start();
        Awaits.await("it to be ready and well", () -> read("told").contains("WATCHDOG=1"), service::describe);
        assertTrue(read("told").startsWith("READY=1 STATUS=takes tasks\n"), read("told"));
        assertEquals("etl\n", drover("submit --wait 'echo $NOTIFY_SOCKET$WATCHDOG_USEC$LISTEN_FDS etl'").exited(0).out());
        Awaits.await("it to say how many there are", () -> read("told").contains("STATUS=1 ok"), () -> read("told"));
        String before = read("told");
        said("upgrade etl");
        service.awaitEnd().exited(0);
        Awaits.await("the new one to be well", () -> read("told").matches("(?s).*MAINPID=\\d+ READY=1 .*WATCHDOG=1\n.*"), () -> read("told"));
        assertFalse(read("told").contains("STOPPING"), before);
        Posix.kill(Integer.parseInt(read("told").split("MAINPID=")[1].split(" ")[0]), Signal.TERM);
        Awaits.await("it to have said that it ends", () -> read("told").contains("STOPPING=1\n"), () -> read("told"));
        Posix.kill(manager.pid(), Signal.KILL);
        manager.awaitEnd();
    }

    @Test
    void signalsChangeItsSlotsAndItsLogAndEndItAtOnce() throws IOException {
        DroverProcess service = service("--log log");
        assertEquals(2, slots());
        service.signal(Signal.TTIN);
        awaitSlots(3);
        for (int slots = 2; slots > 0; slots--) {
            service.signal(Signal.TTOU);
            awaitSlots(slots);
        }
        service.signal(Signal.TTOU);
        Awaits.await("one to be the least", () -> read("log").lines().filter(line -> line.endsWith(" 1 task at a time")).count() == 2, service::describe);
        assertTrue(read("log").lines().findFirst().orElse("").matches("20\\S+Z drover: etl takes tasks: .*"), read("log"));
        long before = lines("log");
        Files.move(sandbox.path("log"), sandbox.path("log.1"));
        service.signal(Signal.USR1);
        sandbox.awaitFile("log");
        service.signal(Signal.TTIN);
        Awaits.await("the new log to be used", () -> read("log").contains("2 tasks at a time"), service::describe);
        assertEquals(before, lines("log.1"), read("log.1"));
        said("submit " + quoted(WAITS, "1"));
        sandbox.awaitFile("at-1");
        try (ControlClient client = ControlClient.connect(socket())) {
            client.look();
            service.signal(Signal.INT);
            assertEquals("", service.awaitEnd().exited(0).err());
            assertEquals("it has ended", assertThrows(IOException.class, client::look).getMessage());
        }
        drover("serve --log /nowhere/log --name etl --store etl.db").exited(255).oneLine("--log: cannot write to /nowhere/log");
    }

    private Path socket() throws IOException {
        try (Stream<Path> places = Files.list(sandbox.path("tmp"))) {
            return places.map(place -> place.resolve("control")).filter(Files::exists).findFirst().orElseThrow();
        }
    }

    private int slots() {
        return ask(LOOK).map(reply -> reply.getSight().getCrews(0).getSlots()).orElse(0);
    }

    private void awaitSlots(int slots) {
        Awaits.await(slots + " slots", () -> slots() == slots, () -> slots() + sandbox.describe());
    }
}
