package examples.images;

import examples.Figures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand images, start included; see scripts/bench. */
class ImagesBench {
    private static final int IMAGES = 1000;

    @TempDir
    Path directory;

    @Test
    void aThousandImages() throws Exception {
        try (ImageServer server = new ImageServer(0)) {
            server.take(IMAGES);
            Files.write(directory.resolve("images.txt"),
                    IntStream.range(0, IMAGES).mapToObj(i -> server.address() + "/large/image" + i + ".jpg").toList());
            Figures.add("images", IMAGES / Figures.took(directory, "scripts/examples/run images images.txt " + server.address() + "/small/", 0));
        }
    }
}
