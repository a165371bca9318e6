package io.drover.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** The description of what can be asked for, beside what is answered. */
class DescriptionTest {
    private final JSONObject description = new JSONObject(new String(Resources.bytes("openapi.json"), StandardCharsets.UTF_8));

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        Set<String> described = new TreeSet<>();
        JSONObject paths = description.getJSONObject("paths");
        paths.keySet().forEach(path -> paths.getJSONObject(path).keySet().stream()
                .filter(method -> !method.equals("parameters"))
                .forEach(method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        Routes routes = new Routes();
        new Api(null, new Observed().meters()).addTo(routes);
        new Feed(null, null).addTo(routes);
        assertEquals(described, routes.all().stream().map(route -> route.method() + " " + route.path()).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void whatATaskCanHaveIsDescribed() {
        Set<String> members = description.getJSONObject("components").getJSONObject("schemas").getJSONObject("NewTask").getJSONObject("properties").keySet();
        String told = assertThrows(IllegalArgumentException.class, () -> NewTasks.of(new JSONObject("{\"comand\": \"x\"}"))).getMessage();
        assertEquals("a task has no comand, but " + String.join(", ", new TreeSet<>(members)), told);
    }

    @Test
    void whatOfATaskCanBeChangedIsDescribed() {
        Set<String> members = description.getJSONObject("components").getJSONObject("schemas").getJSONObject("TaskChanges").getJSONObject("properties").keySet();
        String told = assertThrows(IllegalArgumentException.class, () -> NewTasks.changes(new JSONObject("{\"key\": \"x\"}"))).getMessage();
        assertEquals("a task has no key, but " + String.join(", ", new TreeSet<>(members)), told);
        var changes = NewTasks.changes(new JSONObject("{\"priority\": 0}"));
        assertTrue(changes.hasPriority() && !changes.hasDirectory() && !changes.hasCommand());
        for (String wrong : new String[] {"{}", "{\"command\": \"\"}", "{\"priority\": 1.5}", "{\"priority\": \"1\"}", "{\"attempts\": 4294967297}"}) {
            assertThrows(IllegalArgumentException.class, () -> NewTasks.changes(new JSONObject(wrong)), wrong);
        }
    }

    @Test
    void tasksAreMadeOfJson() {
        var task = NewTasks.of(new JSONObject("{\"command\": [\"a b\", \"c\"], \"delay\": 1.5, \"environment\": {\"A\": \"b=c\"}, \"after\": [1, 2]}")).get(0);
        assertEquals("'a b' c", task.getCommand().toStringUtf8());
        assertEquals(1500, task.getDelayMillis());
        assertEquals("A=b=c", task.getEnvironment(0).toStringUtf8());
        assertEquals(2, task.getAfterCount());
        assertTrue(task.getDirectory().toStringUtf8().startsWith("/"));
        for (String wrong : new String[] {
            "{}", "{\"command\": \"\"}", "{\"command\": 1}", "{\"command\": \"x\", \"delay\": -1}", "{\"command\": \"x\", \"priority\": \"y\"}",
            "{\"command\": \"x\", \"environment\": {\"A=B\": \"c\"}}", "{\"tasks\": [], \"command\": \"x\"}", "{\"command\": [1]}",
            "{\"command\": \"x\", \"after\": [\"y\"]}", "{\"command\": \"x\", \"after\": [1.5]}", "{\"command\": \"x\", \"attempts\": -1}"
        }) {
            RuntimeException no = assertThrows(RuntimeException.class, () -> NewTasks.of(new JSONObject(wrong)), wrong);
            assertTrue(no instanceof IllegalArgumentException || no instanceof org.json.JSONException, no::toString);
        }
    }
}
