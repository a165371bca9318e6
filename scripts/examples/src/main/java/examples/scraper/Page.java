package examples.scraper;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * What a page of the API says, made small: rows for the database, and the addresses of other pages.
 *
 * @param url its address
 * @param rows each a table and its values
 * @param links to be fetched, too
 */
record Page(String url, List<Row> rows, List<String> links) {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>;\\s*rel=\"next\"");

    /**
     * A row.
     *
     * @param table where it belongs
     * @param values of its columns, in their order
     */
    record Row(String table, List<Object> values) {}

    /**
     * Reads a page.
     *
     * @param url its address, which says what is on it
     * @param body as it came
     * @param link the header of that name; empty: the page is the last one of its kind
     * @throws JSONException if it is broken, or is none of ours
     */
    static Page read(String url, String body, String link) {
        Page page = new Page(url, new ArrayList<>(), new ArrayList<>());
        String path = URI.create(url).getPath();
        if (path.endsWith("/contributors")) {
            page.contributors(path.replaceFirst("^.*/repos/(.*)/contributors$", "$1"), new JSONArray(body));
        } else if (path.endsWith("/repos")) {
            page.repositories(new JSONArray(body));
        } else {
            page.user(new JSONObject(body));
        }
        Matcher next = NEXT.matcher(link);
        if (next.find()) {
            page.links.add(next.group(1));
        }
        return page;
    }

    private void user(JSONObject user) {
        rows.add(new Row("users", List.of(user.getString("login"), user.getLong("id"), user.optString("name"))));
        if (user.getInt("public_repos") > 0) {
            links.add(user.getString("repos_url"));
        }
    }

    private void repositories(JSONArray repositories) {
        for (int i = 0; i < repositories.length(); i++) {
            JSONObject repository = repositories.getJSONObject(i);
            rows.add(new Row("repositories", List.of(repository.getString("full_name"), repository.getJSONObject("owner").getString("login"))));
            links.add(repository.getString("contributors_url"));
        }
    }

    private void contributors(String repository, JSONArray contributors) {
        for (int i = 0; i < contributors.length(); i++) {
            JSONObject contributor = contributors.getJSONObject(i);
            rows.add(new Row("contributors", List.of(repository, contributor.getString("login"), contributor.getInt("contributions"))));
            links.add(contributor.getString("url"));
        }
    }

    /** {@return as text, which is how it goes from the one stage to the other} */
    String toJson() {
        JSONArray written = new JSONArray();
        rows.forEach(row -> written.put(new JSONArray().put(row.table()).putAll(row.values())));
        return new JSONObject().put("url", url).put("rows", written).put("links", links).toString();
    }

    static Page ofJson(String text) {
        JSONObject page = new JSONObject(text);
        List<Row> rows = new ArrayList<>();
        for (Object row : page.getJSONArray("rows")) {
            List<Object> values = ((JSONArray) row).toList();
            rows.add(new Row((String) values.get(0), values.subList(1, values.size())));
        }
        return new Page(page.getString("url"), rows, page.getJSONArray("links").toList().stream().map(String.class::cast).toList());
    }
}
