package examples.feeds;

import java.util.List;
import java.util.stream.IntStream;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * What is asked of the owner of the mailbox: which of these entries it has not, or to take a mail.
 *
 * @param entries what it is about
 * @param mail of the only entry; null: it is only asked
 */
record Request(List<Entry> entries, String mail) {

    static Request check(List<Entry> entries) {
        return new Request(entries.stream().map(Request::head).toList(), null);
    }

    static Request upload(Entry entry, String mail) {
        return new Request(List.of(head(entry)), mail);
    }

    /** What an entry says is in its mail, and not asked for. */
    private static Entry head(Entry entry) {
        return new Entry(entry.folder(), entry.id(), entry.title(), entry.link(), entry.millis(), "");
    }

    String toJson() {
        JSONArray list = new JSONArray();
        entries.forEach(entry -> list.put(entry.toJson()));
        return new JSONObject().put("entries", list).putOpt("mail", mail).toString();
    }

    static Request ofJson(String text) {
        JSONObject request = new JSONObject(text);
        JSONArray list = request.getJSONArray("entries");
        List<Entry> entries = IntStream.range(0, list.length()).mapToObj(list::getJSONObject).map(Entry::ofJson).toList();
        return new Request(entries, request.optString("mail", null));
    }
}
