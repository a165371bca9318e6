package io.drover.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.drover.proto.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void noMessageNeedsDescriptorsToBeBuilt() {
        List<String> maps = Wire.getDescriptor().getMessageTypes().stream()
                .flatMap(message -> message.getFields().stream())
                .filter(FieldDescriptor::isMapField)
                .map(FieldDescriptor::getFullName)
                .toList();

        assertEquals(List.of(), maps, "a map loads all that describes messages at the start of each process: a list of pairs does not");
    }
}
