package examples.images;

import io.drover.task.Codec;
import io.drover.task.Task;
import io.drover.task.TaskContext;
import io.drover.task.WorkerContext;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Makes an image half as wide and half as high. */
public final class Resize implements Task<Picture, Picture> {
    /** In memory: whoever is killed leaves no file. */
    @Override
    public void setUp(WorkerContext context) {
        ImageIO.setUseCache(false);
    }

    @Override
    public Picture run(Picture picture, TaskContext context) throws IOException {
        BufferedImage large = ImageIO.read(new ByteArrayInputStream(picture.content()));
        if (large == null) {
            throw new IOException(picture.name() + " is no image");
        }
        int width = Math.max(1, large.getWidth() / 2);
        int height = Math.max(1, large.getHeight() / 2);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(large, 0, 0, width, height, null);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(small, "png", bytes);
        return new Picture(picture.name().replaceFirst("(\\.\\w+)?$", "") + ".png", bytes.toByteArray());
    }

    @Override
    public Codec<Picture> inputCodec() {
        return Picture.codec();
    }

    @Override
    public Codec<Picture> outputCodec() {
        return Picture.codec();
    }
}
