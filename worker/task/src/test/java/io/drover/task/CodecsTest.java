package io.drover.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.drover.proto.TermStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodecsTest {
    // ------------------------------------------------------------ tasks to ask

    static final class Text implements Task<String, String> {
        @Override
        public String run(String input, TaskContext context) {
            return input;
        }
    }

    static final class Bytes implements Task<byte[], byte[]> {
        @Override
        public byte[] run(byte[] input, TaskContext context) {
            return input;
        }
    }

    interface Named<A> {
        A name();
    }

    interface Swapped<O, I> extends Task<I, O> {}

    abstract static class Base<A, B> implements Named<String>, Swapped<B, A> {
        @Override
        public String name() {
            return "base";
        }
    }

    abstract static class Middle<C> extends Base<C, Integer> {}

    static final class Inherited extends Middle<byte[]> {
        @Override
        public Integer run(byte[] input, TaskContext context) {
            return input.length;
        }
    }

    record Point(int x, int y) {}

    static final class Lists implements Task<List<String>, String> {
        @Override
        public String run(List<String> input, TaskContext context) {
            return String.join("+", input);
        }
    }

    @Test
    void aListIsOneValueAfterTheOther() throws Exception {
        Codec<List<String>> codec = new Lists().inputCodec();
        byte[] bytes = codec.encode(List.of("", "b c", "\u00fc"));
        assertEquals(List.of("", "b c", "\u00fc"), codec.decode(bytes));
        byte[] within = new byte[bytes.length + 2];
        System.arraycopy(bytes, 0, within, 1, bytes.length);
        assertEquals(List.of("", "b c", "\u00fc"), codec.decode(within, 1, bytes.length));
        assertEquals(List.of(), codec.decode(codec.encode(List.of())));
        assertEquals("a", Codecs.each(codec).decode("a".getBytes(StandardCharsets.UTF_8)));
        assertThrows(IllegalArgumentException.class, () -> Codecs.each(Codecs.text()));
    }

    static final class ToRecord implements Task<String, Point> {
        @Override
        public Point run(String input, TaskContext context) {
            return new Point(1, 2);
        }
    }

    static final class ToList implements Task<String, List<Integer>> {
        @Override
        public List<Integer> run(String input, TaskContext context) {
            return List.of(1, 2);
        }
    }

    static final class ToNothing implements Task<Object, Void> {
        @Override
        public Void run(Object input, TaskContext context) {
            return null;
        }
    }

    static final class FromNumber implements Task<Integer, String> {
        @Override
        public String run(Integer input, TaskContext context) {
            return "";
        }
    }

    static final class Messages implements Task<TermStep, Message> {
        @Override
        public Message run(TermStep input, TaskContext context) {
            return new Message("" + input.getSignal());
        }
    }

    /** Has the methods of a protobuf message, of whatever version. */
    public static final class Message {
        private final String text;

        Message(String text) {
            this.text = text;
        }

        public static Message parseFrom(byte[] bytes) {
            return new Message(new String(bytes, StandardCharsets.US_ASCII));
        }

        public byte[] toByteArray() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    // ------------------------------------------------------------------- tests

    @Test
    void textIsUtf8() throws Exception {
        Text task = new Text();
        byte[] bytes = "größer €".getBytes(StandardCharsets.UTF_8);
        assertEquals("größer €", task.inputCodec().decode(bytes));
        assertArrayEquals(bytes, task.outputCodec().encode("größer €"));
        assertEquals("a\uFFFDb", task.inputCodec().decode(new byte[] {'a', (byte) 0xff, 'b'}));
    }

    @Test
    void bytesPassUnchanged() throws Exception {
        Bytes task = new Bytes();
        byte[] bytes = {0, -1, 10, 127};
        assertArrayEquals(bytes, task.inputCodec().decode(bytes));
        assertArrayEquals(new byte[] {-1, 10}, task.inputCodec().decode(bytes, 1, 2));
        assertArrayEquals(bytes, task.outputCodec().encode(bytes));
    }

    @Test
    void typesAreFoundThroughSuperclassesAndInterfaces() throws Exception {
        Inherited task = new Inherited();
        byte[] bytes = {1, 2, 3};
        assertArrayEquals(bytes, task.inputCodec().decode(bytes));
        assertEquals("42", text(task.outputCodec().encode(42)));
    }

    @Test
    void aLambdaHasTextForBoth() throws Exception {
        Task<String, String> task = (input, context) -> input;
        assertEquals("in", task.inputCodec().decode(new byte[] {'i', 'n'}));
        assertEquals("out", text(task.outputCodec().encode("out")));
        Task<String, Integer> counting = (input, context) -> input.length();
        assertEquals("7", text(counting.outputCodec().encode(7)));
    }

    @Test
    void resultsThatNeedNotBeReadBackArePrinted() throws Exception {
        assertEquals("Point[x=1, y=2]", text(new ToRecord().outputCodec().encode(new Point(1, 2))));
        assertEquals("[1, 2]", text(new ToList().outputCodec().encode(List.of(1, 2))));
    }

    @Test
    void nullIsAnEmptyResult() throws Exception {
        assertEquals(0, new ToNothing().outputCodec().encode(null).length);
        assertEquals(0, new Text().outputCodec().encode(null).length);
        assertEquals(0, new Bytes().outputCodec().encode(null).length);
        assertEquals(0, new Messages().outputCodec().encode(null).length);
    }

    @Test
    void anyInputIsText() throws Exception {
        assertEquals("x", new ToNothing().inputCodec().decode(new byte[] {'x'}));
    }

    @Test
    void messagesAreFoundByTheirMethods() throws Exception {
        Messages task = new Messages();
        TermStep step = TermStep.newBuilder().setSignal(9).build();
        byte[] bytes = step.toByteArray();
        assertEquals(step, task.inputCodec().decode(bytes, 0, bytes.length));
        Message answer = task.outputCodec().decode(task.outputCodec().encode(new Message("hello")));
        assertEquals("hello", answer.text);
    }

    @Test
    void aTypeWithoutCodecIsRefusedWithTheRemedy() {
        String message = assertThrows(IllegalArgumentException.class, new FromNumber()::inputCodec).getMessage();
        assertTrue(message.contains("java.lang.Integer") && message.contains("inputCodec()"), message);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
