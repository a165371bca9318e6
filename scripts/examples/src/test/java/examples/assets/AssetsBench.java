package examples.assets;

import examples.Figures;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site by one connection and by eight, start included; see scripts/bench. */
class AssetsBench {
    @TempDir
    Path directory;

    @Test
    void oneConnectionAndEight() throws Exception {
        try (SiteServer server = new SiteServer()) {
            for (int connections : new int[] {1, 8}) {
                String line = "scripts/examples/run assets " + server.address() + "/index.html site" + connections + " " + connections;
                Figures.add("assets." + connections, Figures.took(directory, line, 1));
            }
        }
    }
}
