package examples.images;

import examples.web.Web;
import io.drover.task.Codec;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import java.io.IOException;
import java.net.URI;

/** Puts an image under its name: done again, it is the same. */
public final class Upload implements Task<Picture, String> {
    /** The name of the property that says where to, with a slash at its end. */
    static final String TARGET = "images.target";

    @Override
    public String run(Picture picture, TaskContext context) throws IOException {
        Web.put(URI.create(System.getProperty(TARGET) + picture.name()), picture.content(), Download.LIMIT);
        return picture.name();
    }

    @Override
    public Codec<Picture> inputCodec() {
        return Picture.codec();
    }
}
