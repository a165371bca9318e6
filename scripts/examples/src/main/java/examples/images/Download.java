package examples.images;

import examples.web.Web;
import io.drover.task.Codec;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Fetches an image. */
public final class Download implements Task<String, Picture> {
    static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public Picture run(String url, TaskContext context) throws IOException {
        return new Picture(url.substring(url.lastIndexOf('/') + 1), Web.get(URI.create(url), LIMIT).body());
    }

    @Override
    public Codec<Picture> outputCodec() {
        return Picture.codec();
    }
}
