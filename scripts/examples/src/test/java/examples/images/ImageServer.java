package examples.images;

import com.sun.net.httpserver.HttpExchange;
import examples.web.TestServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Has images, and takes smaller ones, when it is allowed to. */
final class ImageServer extends TestServer {
    private final byte[] image;
    private final Map<String, BufferedImage> taken = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final Semaphore room = new Semaphore(0);

    /** @param more bytes behind each image, which are no part of it but have to be carried */
    ImageServer(int more) throws IOException {
        ImageIO.setUseCache(false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB), "jpg", bytes);
        bytes.writeBytes(new byte[more]);
        image = bytes.toByteArray();
    }

    Map<String, BufferedImage> taken() {
        return taken;
    }

    int sent() {
        return sent.get();
    }

    /** Takes so many more. */
    void take(int more) {
        room.release(more);
    }

    @Override
    protected Answer answer(String path, int visit, HttpExchange exchange) throws IOException, InterruptedException {
        if (exchange.getRequestMethod().equals("PUT")) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            room.acquire();
            taken.put(path, ImageIO.read(new ByteArrayInputStream(body)));
            return Answer.of("text/plain", "ok");
        }
        sent.incrementAndGet();
        return Answer.of("image/jpeg", image);
    }
}
