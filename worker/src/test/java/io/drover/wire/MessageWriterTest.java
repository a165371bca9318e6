package io.drover.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.drover.proto.ControlReply;
import io.drover.proto.ControlRequest;
import io.drover.proto.NewTask;
import io.drover.proto.SupervisorSight;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read by hand is what generated classes write and read. */
class MessageWriterTest {
    private static final byte[] BYTES = {0, -1, 'x', '\n'};

    @Test
    void fieldsAreThoseOfTheGeneratedClasses() throws IOException {
        MessageWriter task = new MessageWriter()
                .bytes(NewTask.COMMAND_FIELD_NUMBER, BYTES)
                .bytes(NewTask.ENVIRONMENT_FIELD_NUMBER, new byte[0])
                .bytes(NewTask.ENVIRONMENT_FIELD_NUMBER, new byte[300])
                .text(NewTask.KEY_FIELD_NUMBER, "k\u00fchl")
                .flag(NewTask.OVERLAP_FIELD_NUMBER, true)
                .flag(NewTask.STASH_FIELD_NUMBER, false);
        NewTask.Builder generated = NewTask.newBuilder()
                .setCommand(ByteString.copyFrom(BYTES))
                .addEnvironment(ByteString.EMPTY)
                .addEnvironment(ByteString.copyFrom(new byte[300]))
                .setKey("k\u00fchl")
                .setOverlap(true);
        assertArrayEquals(generated.build().toByteArray(), task.toByteArray());
        assertArrayEquals(task.toByteArray(), task.copy().toByteArray());

        ControlRequest.Builder request = ControlRequest.newBuilder().setVersion(1).setSubmit(ControlRequest.Submit.newBuilder().addTasks(generated).setClient(-3L << 40));
        ByteArrayOutputStream delimited = new ByteArrayOutputStream();
        request.build().writeDelimitedTo(delimited);
        MessageWriter submit = new MessageWriter().message(ControlRequest.Submit.TASKS_FIELD_NUMBER, task).fixed(ControlRequest.Submit.CLIENT_FIELD_NUMBER, -3L << 40);
        assertArrayEquals(
                delimited.toByteArray(),
                MessageWriter.delimited(new MessageWriter()
                        .number(ControlRequest.VERSION_FIELD_NUMBER, 1)
                        .message(ControlRequest.SUBMIT_FIELD_NUMBER, submit)
                        .toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, -64, 127, 128, 1 << 21, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE})
    void numbersAreOfAnySize(long number) throws IOException {
        NewTask.Builder task = NewTask.newBuilder().setPriority((int) number).setDelayMillis(number);
        byte[] written = new MessageWriter()
                .signed(NewTask.PRIORITY_FIELD_NUMBER, (int) number)
                .number(NewTask.DELAY_MILLIS_FIELD_NUMBER, number)
                .toByteArray();
        assertArrayEquals(task.build().toByteArray(), written);

        ControlReply.Submitted ids = ControlReply.Submitted.newBuilder().addIds(number).addIds(7).addIds(number).build();
        MessageReader read = new MessageReader(ids.toByteArray());
        assertTrue(read.next());
        assertEquals(List.of(number, 7L, number), read.numbers());
        assertFalse(read.next());
    }

    @Test
    void whatIsNotAskedForIsPassedOver() throws IOException {
        SupervisorSight sight = SupervisorSight.newBuilder()
                .setName("k\u00fchl")
                .setPid(1 << 20)
                .addCrews(SupervisorSight.Crew.newBuilder().setSlots(3))
                .setDeparting(true)
                .build();
        MessageReader reply = new MessageReader(ControlReply.newBuilder().setVersion(5).setSight(sight).build().toByteArray());
        assertTrue(reply.next());
        assertEquals(5, reply.number());
        assertTrue(reply.next());
        assertEquals(ControlReply.SIGHT_FIELD_NUMBER, reply.field());
        assertArrayEquals(sight.toByteArray(), reply.bytes());
        MessageReader fields = new MessageReader(reply.bytes());
        assertTrue(fields.next());
        assertEquals("k\u00fchl", fields.text());
        assertTrue(fields.next());
        assertEquals(1 << 20, fields.number());
        assertTrue(fields.next());
        assertEquals(SupervisorSight.CREWS_FIELD_NUMBER, fields.field());
        assertTrue(fields.next());
        assertTrue(fields.flag());
        assertFalse(fields.next());
    }

    @Test
    void whatIsCutOffIsNoMessage() {
        byte[] all = new MessageWriter().text(1, "abc").number(2, 300).toByteArray();
        for (int length : new int[] {1, 3, 6, 7}) {
            MessageReader reader = new MessageReader(Arrays.copyOf(all, length));
            assertThrows(IOException.class, () -> {
                while (reader.next()) {
                    assertTrue(reader.field() <= 2);
                }
            });
        }
    }

    /** See there: with protobuf's own the jar is opened at every start. */
    @Test
    void thereIsNoLookForAndroid() throws ClassNotFoundException {
        String place = Class.forName("com.google.protobuf.Android").getProtectionDomain().getCodeSource().getLocation().toString();
        assertFalse(place.contains("protobuf-java"), place);
    }
}
