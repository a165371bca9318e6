package examples.assets;

import java.util.List;
import org.json.JSONObject;

/**
 * An asset that is there.
 *
 * @param url its address
 * @param file where it is now, below the directory
 * @param bytes how large it is
 * @param links what it needs
 */
record Loaded(String url, String file, long bytes, List<String> links) {

    String toJson() {
        return new JSONObject().put("url", url).put("file", file).put("bytes", bytes).put("links", links).toString();
    }

    static Loaded ofJson(String text) {
        JSONObject loaded = new JSONObject(text);
        List<String> links = loaded.getJSONArray("links").toList().stream().map(String.class::cast).toList();
        return new Loaded(loaded.getString("url"), loaded.getString("file"), loaded.getLong("bytes"), links);
    }
}
