package io.drover.flow;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import java.io.IOException;

/** Items that a Java task sends, as they lie one after the other: the number of the input of a stage, the length, the value. */
final class Sent {
    private Sent() {}

    /** Where they go. */
    interface To {
        void take(int input, ByteString value) throws IOException;
    }

    /** Takes out those that are complete; returns the rest. */
    static ByteString forEach(ByteString bytes, To each) throws IOException {
        CodedInputStream in = bytes.newCodedInput();
        int from = 0;
        while (!in.isAtEnd()) {
            int length;
            int input;
            try {
                input = in.readUInt32();
                length = in.readRawVarint32();
            } catch (IOException e) {
                // The rest is still to come.
                break;
            }
            int at = in.getTotalBytesRead();
            if (at + length > bytes.size()) {
                break;
            }
            in.skipRawBytes(length);
            each.take(input, bytes.substring(at, at + length));
            from = at + length;
        }
        return bytes.substring(from);
    }
}
