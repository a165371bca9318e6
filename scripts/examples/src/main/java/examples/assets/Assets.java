package examples.assets;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Who waits for which asset. Each is a future, which fails as its loading does. One thread. */
final class Assets {
    private final Path directory;
    private final Map<String, CompletableFuture<Path>> files = new LinkedHashMap<>();
    private final Map<String, Set<String>> wantedBy = new LinkedHashMap<>();

    Assets(Path directory) {
        this.directory = directory;
    }

    /** {@return where an asset is, as soon as it is there} */
    CompletableFuture<Path> file(String url) {
        return files.computeIfAbsent(url, unused -> new CompletableFuture<>());
    }

    void loaded(Loaded asset) {
        asset.links().forEach(link -> wantedBy.computeIfAbsent(link, unused -> new LinkedHashSet<>()).add(asset.url()));
        asset.links().forEach(this::file);
        file(asset.url()).complete(directory.resolve(asset.file()));
    }

    void failed(String url, String why) {
        file(url).completeExceptionally(new IllegalStateException(why));
    }

    /** {@return the pages that link to it} */
    Set<String> wantedBy(String url) {
        return wantedBy.getOrDefault(url, Set.of());
    }

    /** {@return how many are there} */
    long count() {
        return files.values().stream().filter(file -> file.isDone() && !file.isCompletedExceptionally()).count();
    }
}
