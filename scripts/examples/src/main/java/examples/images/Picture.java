package examples.images;

import io.drover.task.Codec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * An image on its way.
 *
 * @param name of its file
 * @param content the bytes of the file
 */
record Picture(String name, byte[] content) {

    /** {@return how it goes from one process to another: as it is, behind its name} */
    static Codec<Picture> codec() {
        return new Codec<>() {
            @Override
            public byte[] encode(Picture picture) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                DataOutputStream out = new DataOutputStream(bytes);
                out.writeUTF(picture.name());
                out.write(picture.content());
                return bytes.toByteArray();
            }

            @Override
            public Picture decode(byte[] bytes, int offset, int length) throws IOException {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, offset, length));
                return new Picture(in.readUTF(), in.readAllBytes());
            }
        };
    }
}
