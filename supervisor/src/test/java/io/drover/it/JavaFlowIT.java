package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.flow.Flow;
import io.drover.flow.FlowFailedException;
import io.drover.flow.FlowResult;
import io.drover.flow.RunningFlow;
import io.drover.remote.RemoteFunction;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Flows in this JVM, whose workers have its class path. */
class JavaFlowIT extends InSandbox {

    /** The children of a node of a tree of so many. */
    public static final class Children implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            String[] words = input.split(" ");
            int node = Integer.parseInt(words[0]);
            int last = Integer.parseInt(words[1]);
            for (int child = 2 * node; child <= Math.min(2 * node + 1, last); child++) {
                context.emit("find", child + " " + last);
                // A second time, as a page that two others lead to.
                context.emit("find", child + " " + last);
            }
            return words[0];
        }
    }

    /** The one who has the connection. */
    public static final class Store implements Task<String, String> {
        private static int alive;
        private int stored;

        @Override
        public void setUp(WorkerContext context) {
            alive++;
        }

        @Override
        public String run(String input, TaskContext context) {
            stored++;
            return input + " " + alive + " " + ProcessHandle.current().pid();
        }
    }

    /** Fails for some. */
    public static final class Moody implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            if (input.endsWith("3")) {
                throw new IllegalStateException("not " + input);
            }
            if (input.equals("die") && context.attempt() == 1) {
                Runtime.getRuntime().halt(9);
            }
            System.out.println("moody " + input);
            return input.equals("nothing") ? null : input;
        }
    }

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Flow flow() {
        return Flow.named("test").output(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    void aTreeIsFoundByItsOwnStageAndStoredByOne() {
        List<Object> stored = new ArrayList<>();
        FlowResult result = flow()
                .stage("find", Children.class).slots(2).unique().queue(1)
                .stage("store", Store.class).exclusive()
                .run(List.of("1 2000"), stored::add);
        assertTrue(result.ok(), result::toString);
        assertEquals(2000, result.stage("find").ok());
        assertEquals(2000, result.stage("store").ok());
        assertEquals(
                IntStream.rangeClosed(1, 2000).boxed().collect(Collectors.toSet()),
                stored.stream().map(one -> Integer.valueOf(one.toString().split(" ")[0])).collect(Collectors.toSet()));
        Set<String> owners = stored.stream().map(one -> one.toString().replaceFirst("\\d+ ", "")).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(1, owners.size(), owners::toString);
    }

    @Test
    void itemsThatFailAreToldAndTheOthersGoOn() {
        FlowResult result = flow()
                .stage("moody", Moody.class).slots(2).attempts(2)
                .stage("store", Store.class).exclusive()
                .run(Stream.of("1", "2", "3", "13", "die", "nothing"));
        assertFalse(result.ok());
        assertEquals(4, result.stage("moody").ok());
        assertEquals(2, result.stage("moody").failed());
        assertEquals(3, result.stage("store").ok());
        assertEquals(
                List.of("13", "3"), result.deadLetters().stream().map(letter -> letter.payload().toStringUtf8()).sorted().toList());
        assertEquals(List.of("moody", 2), List.of(result.deadLetters().get(0).stage(), result.deadLetters().get(0).attempts()));
        String message = assertThrows(FlowFailedException.class, result::orThrow).getMessage();
        assertTrue(message.contains("first, in moody: ") && message.contains("IllegalStateException"), message);
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("moody 1\n"), printed::toString);
    }

    @Test
    void whoeverTakesResultsMayThrow() {
        IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> flow()
                .stage("store", Store.class)
                .run(IntStream.iterate(0, i -> i + 1).<Object>mapToObj(Integer::toString)::iterator, result -> {
                    throw new IllegalStateException("enough");
                }));
        assertEquals("enough", thrown.getMessage());
    }

    @Test
    void anInterruptEndsAFlow() {
        Thread.currentThread().interrupt();
        FlowResult result = flow()
                .stage("store", Store.class)
                .run(IntStream.iterate(0, i -> i + 1).mapToObj(Integer::toString));
        assertTrue(Thread.interrupted());
        assertFalse(result.ok());
    }

    @Test
    void aStartedFlowCanBeLookedAtAndStoppedAndGoesOnByItsJournal() {
        Path journal = sandbox.path("flow.db");
        RunningFlow running = flow().journal(journal)
                .stage("find", Children.class).unique()
                .stage("store", Store.class).rate(2).queue(3)
                .start(List.of("1 20"), stored -> { });
        Awaits.await("an item that waits", () -> running.look().stages().size() == 2 && running.look().stages().get(1).waiting() > 1,
                sandbox::describe);
        assertEquals("store", running.look().stages().get(1).name());
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> flow().journal(journal)
                .stage("find", Children.class).unique()
                .stage("store", Store.class)
                .run(List.of("1 20")));
        assertTrue(refused.getMessage().contains("in use by the run of process " + ProcessHandle.current().pid()), refused::getMessage);
        running.stop();
        FlowResult stopped = running.join();
        assertFalse(stopped.ok());
        running.close();
        List<Object> stored = new ArrayList<>();
        FlowResult rest = flow().journal(journal)
                .stage("find", Children.class).unique()
                .stage("store", Store.class)
                .run(List.of("1 20"), stored::add);
        assertTrue(rest.ok(), rest::toString);
        assertEquals(20, stopped.stage("store").ok() + rest.stage("store").ok());
        assertEquals(20, stopped.stage("find").ok() + rest.stage("find").ok());
    }

    /** Makes much of little. */
    public static final class Grow implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            return input.repeat(300_000);
        }
    }

    /** Such an item follows its message, and is part of the one that brought it. */
    @Test
    void largeItemsArriveAsTheyWere() {
        List<Object> came = new ArrayList<>();
        FlowResult result = flow()
                .stage("grow", Grow.class)
                .stage("echo", Echo.class)
                .run(List.of("ab", "cd"), came::add);
        assertTrue(result.ok(), result::toString);
        assertEquals(Set.of("ab".repeat(300_000), "cd".repeat(300_000)), Set.copyOf(came));
    }

    /** A server tells it to come back later. */
    public static final class Refused implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            context.pause(Duration.ofHours(1));
            return input;
        }
    }

    @Test
    void aStageIsPausedByItsTaskAndTheOthersGoOn() {
        List<Object> came = new CopyOnWriteArrayList<>();
        try (RunningFlow running = flow()
                .stage("fetch", Refused.class)
                .stage("echo", Echo.class)
                .start(IntStream.range(0, 9).<Object>mapToObj(Integer::toString)::iterator, came::add)) {
            Awaits.await("the pause", () -> running.look().stages().size() == 2 && running.look().stages().get(0).hold() != null,
                    () -> running.look().toString());
            assertEquals("a task wants a pause of 1h", running.look().stages().get(0).hold().detail());
            Awaits.await("what came before it", () -> !came.isEmpty(), () -> running.look().toString());
            running.stop();
            assertTrue(running.join().stage("fetch").cancelled() > 0, () -> running.join().toString());
        }
    }

    /** Asks the owner before it gives anything to it. */
    public static final class Checks implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) throws Exception {
            CompletableFuture<String> answer = context.ask("owner", "is " + input);
            return answer.get().equals("known") ? null : input;
        }
    }

    /** Knows what it was given, and fails for some. */
    public static final class Owner implements Task<String, String> {
        private final Set<String> known = new TreeSet<>(Set.of("3", "5"));

        @Override
        public String run(String input, TaskContext context) throws InterruptedException {
            if (input.startsWith("is ")) {
                if (input.equals("is 7")) {
                    throw new IllegalStateException("nobody asks for 7");
                }
                return known.contains(input.substring(3)) ? "known" : "new";
            }
            Thread.sleep(5);
            return known.add(input) ? "stored " + input : "twice " + input;
        }
    }

    @Test
    void anOwnerIsAskedWhateverWaitsForIt() {
        Set<Object> stored = new TreeSet<>();
        FlowResult result = flow()
                .stage("check", Checks.class).slots(4).workers(2)
                .stage("owner", Owner.class).exclusive().queue(1)
                .run(IntStream.range(0, 40).<Object>mapToObj(Integer::toString)::iterator, stored::add);
        assertEquals(
                IntStream.range(0, 40).filter(i -> i != 3 && i != 5 && i != 7).mapToObj(i -> "stored " + i).collect(Collectors.toCollection(TreeSet::new)),
                stored);
        assertEquals(1, result.stage("check").failed());
        assertEquals(1, result.stage("owner").failed());
        assertTrue(result.deadLetters().stream().anyMatch(letter -> letter.stage().equals("check") && letter.why().contains("nobody asks for 7")),
                () -> result.deadLetters().toString());
    }

    /** What it gets. */
    public static final class Echo implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            return input;
        }
    }

    /** Many at a time. */
    public static final class Insert implements Task<List<String>, String> {
        @Override
        public String run(List<String> input, TaskContext context) {
            if (input.contains("13")) {
                throw new IllegalStateException("not with 13");
            }
            return String.join("+", input);
        }
    }

    @Test
    void aTaskMayBeGivenSeveralItems() {
        List<Object> stored = new ArrayList<>();
        FlowResult result = flow().journal(sandbox.path("flow.db"))
                .stage("in", Echo.class)
                .stage("insert", Insert.class).exclusive().batch(4, Duration.ofHours(1))
                .run(IntStream.range(0, 16).<Object>mapToObj(Integer::toString)::iterator, stored::add);
        assertEquals(12, result.stage("insert").ok());
        assertEquals(4, result.stage("insert").failed());
        assertTrue(stored.stream().allMatch(one -> one.toString().split("\\+").length == 4), stored::toString);
        assertEquals(4, result.deadLetters().size());
        assertTrue(result.deadLetters().stream().anyMatch(letter -> letter.payload().toStringUtf8().equals("13")));
        String page = sandbox.shell("drover report flow.db -o -").start().awaitEnd().exited(0).saidNothing().out();
        assertTrue(page.contains("<h1>test</h1>"), page);
        assertTrue(page.contains("<td class=\"kind\">insert</td><td class=\"n\">16</td><td class=\"n\">12</td><td class=\"n\">4</td>"), page);
        assertTrue(sandbox.shell("drover show flow.db --failed").start().awaitEnd().exited(0).out().contains("in: 13 > insert: 13"));
    }

    /** Asks a function, and sends it something besides. */
    public static final class Curious implements Task<Integer, Integer> {
        @Override
        public Integer run(Integer input, TaskContext context) throws Exception {
            context.emit("double", 1000);
            return input + context.<Integer>ask("double", input).get();
        }
    }

    @Test
    void functionsAndTasksTakeWhatTheOthersGive() {
        int captured = 100;
        Set<Object> came = new HashSet<>();
        FlowResult result = flow()
                .stage("echo", Echo.class)
                .stage("length", (String text) -> text.length() + captured)
                .stage("ask", Curious.class).slots(2)
                .stage("double", (RemoteFunction<Integer, Integer>) x -> 2 * x)
                .stage("text", (Integer x) -> x == 2000 ? null : List.of(x))
                .run(List.of("a", "bb"), came::add);
        assertTrue(result.ok(), result::toString);
        assertEquals(Set.of(List.of(606), List.of(612)), came);
        // Four that go through, and two that ask.
        assertEquals(6, result.stage("double").ok());
    }

    @Test
    void aFunctionMayTakeSeveralItemsAndATaskWhatAFunctionGives() {
        List<Object> came = new ArrayList<>();
        FlowResult result = flow()
                .stage("number", (String text) -> Integer.valueOf(text))
                .stage("sum", (List<Integer> numbers) -> numbers.stream().mapToInt(i -> i).sum() + "").batch(4, Duration.ofSeconds(60))
                .stage("insert", Insert.class).batch(2, Duration.ofSeconds(60))
                .run(IntStream.range(0, 8).<Object>mapToObj(Integer::toString)::iterator, came::add);
        assertTrue(result.ok(), result::toString);
        assertEquals(List.of("6+22"), came);
    }

    @Test
    void anItemOfAnotherTypeThanAStageTakesFailsThere() {
        FlowResult result = flow()
                .stage("length", (String text) -> text.length())
                .stage("echo", Echo.class)
                .stage("number", (Integer number) -> number)
                .run(List.of("a"));
        assertEquals(1, result.stage("echo").failed());
        String why = result.deadLetters().get(0).why();
        assertTrue(why.contains("cannot take its input") && why.contains("java.lang.Integer cannot be cast to class java.lang.String"), why);
        why = flow().stage("length", (Integer number) -> number).run(List.of("a")).deadLetters().get(0).why();
        assertTrue(why.contains("cannot take its input") && why.contains("java.lang.String cannot be cast to class java.lang.Integer"), why);
    }

    @Test
    void aFunctionThatCannotTravelIsRefusedAtOnce() {
        Object captured = new Object();
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> flow().stage("one", (String text) -> captured.toString() + text));
        assertEquals("cannot send the function: it has a java.lang.Object, which is not serializable", refused.getMessage());
    }

    /** Sends items to both inputs of the owner, and asks by one of them. */
    public static final class Sorts implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) throws Exception {
            String[] words = input.split(" ");
            for (int i = 0; i < Integer.parseInt(words[0]); i++) {
                context.emit("owner", "upload", "upload " + i);
                context.emit("owner", "check", "check " + i);
            }
            if (words.length > 1) {
                context.emit("owner", words[1], "nothing");
            }
            return "check " + context.ask("owner", "upload", "upload").get();
        }
    }

    /** Wants what it is given to be for the input by which that comes. */
    public static final class TwoInputs implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            if (!input.startsWith(context.input()) || context.input().isEmpty()) {
                throw new IllegalStateException(input + " came by '" + context.input() + "'");
            }
            return input;
        }
    }

    @Test
    void inputsOfAStageAreServedInTurn() {
        List<Object> came = new ArrayList<>();
        FlowResult result = flow()
                .stage("sort", Sorts.class)
                .stage("owner", TwoInputs.class).exclusive().inputs("check", "upload")
                .run(List.of("3", "0 nowhere"), came::add);
        // What the first stage returns comes by the first input.
        assertEquals(List.of("check 0", "upload 0", "check 1", "upload 1", "check 2", "upload 2", "check upload"), came);
        assertEquals(List.of(1L, 1L), List.of(result.stage("sort").ok(), result.stage("sort").failed()));
        assertTrue(result.deadLetters().get(0).why().contains("the stage owner has no input nowhere"), () -> result.deadLetters().toString());
    }

    @Test
    void aJournalKnowsByWhichInputAnItemCame() {
        Path journal = sandbox.path("flow.db");
        FlowResult stopped;
        try (RunningFlow running = flow().journal(journal)
                .stage("sort", Sorts.class)
                .stage("owner", TwoInputs.class).rate(0.01, 2).inputs("check", "upload")
                .start(List.of("5"), stored -> { })) {
            Awaits.await("two items at their end", () -> running.look().stages().size() == 2 && running.look().stages().get(1).totals().ok() == 2,
                    () -> running.look().toString());
            running.stop();
            stopped = running.join();
        }
        List<Object> came = new ArrayList<>();
        FlowResult rest = flow().journal(journal)
                .stage("sort", Sorts.class)
                .stage("owner", TwoInputs.class).inputs("check", "upload")
                .run(List.of("5"), came::add);
        assertTrue(rest.ok(), rest::toString);
        assertEquals(2, stopped.stage("owner").ok());
        UncheckedIOException refused = assertThrows(UncheckedIOException.class, () -> flow().journal(journal)
                .stage("sort", Sorts.class)
                .stage("owner", TwoInputs.class)
                .run(List.of("5")));
        assertTrue(refused.getMessage().contains("to the stage owner by the input 'upload', which it does not have"), refused::getMessage);
        // The one that failed has let go of the file.
        assertTrue(flow().journal(journal)
                .stage("sort", Sorts.class)
                .stage("owner", TwoInputs.class).inputs("check", "upload")
                .run(List.of("5")).ok());
        String endings = sandbox.shell("drover show flow.db").start().awaitEnd().exited(0).out();
        assertTrue(endings.matches("(?s).*completed.*failed.*completed.*"), endings);
    }
}
