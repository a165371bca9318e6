package io.drover.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.Structure;
import java.util.List;
import org.junit.jupiter.api.Test;

class NativePartTest {
    @Test
    void jnaIsToldWhatItWouldReadByItself() throws ClassNotFoundException {
        Structure.FieldOrder read = Class.forName(NativePart.DESCRIBED).getAnnotation(Structure.FieldOrder.class);
        assertEquals(List.of(read.value()), NativePart.FIELD_ORDER);
    }
}
