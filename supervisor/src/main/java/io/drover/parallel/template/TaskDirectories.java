package io.drover.parallel.template;

import io.drover.parallel.text.ByteBuilder;
import io.drover.parallel.text.Bytes;
import io.drover.supervisor.core.SlotPlace;
import io.drover.supervisor.core.SlotText;
import io.drover.supervisor.core.TaskDirectory;
import java.util.List;

/** Makes the names of the directories that tasks run in. Confined to one thread. */
final class TaskDirectories {
    private final DirectoryTemplate directory;
    private final Template name;
    private final Composer composer;

    /** @param context as that of a command */
    TaskDirectories(TemplateParser parser, DirectoryTemplate directory, boolean context) {
        this.directory = directory;
        this.name = parser.tag(directory.name());
        this.composer = new Composer(name, context);
    }

    boolean needTotal() {
        return name.needsTotal();
    }

    TaskDirectory of(byte[][] arguments, TaskNumber number) {
        byte[] path = composer.compose(arguments, number);
        List<SlotPlace> slots = composer.slots();
        if (path.length == 0 && slots == null || path.length > 0 && path[0] == '/') {
            return new TaskDirectory(new SlotText(path, slots), directory.temporary());
        }
        byte[] home = Bytes.of(directory.home() + "/");
        ByteBuilder absolute = new ByteBuilder();
        absolute.append(home);
        absolute.append(path);
        List<SlotPlace> moved = slots == null
                ? null
                : slots.stream().map(place -> new SlotPlace(place.offset() + home.length, place.form())).toList();
        return new TaskDirectory(new SlotText(absolute.toByteArray(), moved), directory.temporary());
    }
}
