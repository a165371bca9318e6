package io.drover.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** All that can be asked for by HTTP, as its description has it. */
class ApiIT extends InSteeredSandbox {
    private static final String POISON = "{\"command\": \"kill -9 $PPID\", \"attempts\": 9}";
    private static final int POISONED = 1;
    /** Those of the example. */
    private static final int FAILS = 2;
    private static final int RUNS = 3;
    private static final int ENDS = 4;
    private static final int DELAYED = 5;
    private static final int STASHED = 6;
    private static final Map<String, Integer> TASKS = Map.ofEntries(
            Map.entry("task", FAILS), Map.entry("output", FAILS), Map.entry("why", RUNS), Map.entry("signal", RUNS), Map.entry("cancel", RUNS),
            Map.entry("retry", FAILS), Map.entry("forget", ENDS), Map.entry("edit", DELAYED), Map.entry("stash", DELAYED),
            Map.entry("enqueue", STASHED), Map.entry("drop", POISONED));
    private static final List<String> LAST = List.of("stash", "cancel", "retry", "forget", "drain", "stop");

    /** A thing to do, as it is described. */
    private record Operation(String method, String path, JSONObject it) {
        String id() {
            return it.getString("operationId");
        }
    }

    @Test
    void isAsItsDescriptionSays() throws IOException {
        sandbox.file("jobs.toml", "[[process]]\nname = \"db\"\ncommand = [\"sleep\", \"1000\"]\n");
        HttpService service = new HttpService(sandbox, "-f jobs.toml");
        service.ask("POST", "/api/v1/tasks", POISON);
        awaitStored(service, "{\"quarantined\":1}");
        JSONObject description = new JSONObject(service.get("/api/v1/openapi.json").substring(4));
        JsonSchema schema = new JsonSchema(description);
        List<Operation> all = operations(description);
        assertTrue(all.size() > 30, all::toString);
        Operation submit = all.stream().filter(one -> one.id().equals("submit")).findFirst().orElseThrow();
        ask(service, schema, submit);
        awaitStored(service, "{\"delayed\":1,\"failed\":1,\"ok\":1,\"quarantined\":1,\"running\":1,\"stashed\":1}");
        for (Operation operation : all) {
            if (operation.id().equals("events")) {
                hear(service, schema, operation);
            } else if (!operation.id().equals("submit")) {
                ask(service, schema, operation);
            }
        }
        service.process().awaitEnd().exited(0);
    }

    private static void awaitStored(HttpService service, String counts) {
        Awaits.await("tasks to be " + counts, () -> service.get("/api/v1/status").contains("\"stored\":" + counts), () -> service.get("/api/v1/status"));
    }

    /** Those that end something at the end. */
    private static List<Operation> operations(JSONObject description) {
        List<Operation> all = new ArrayList<>();
        JSONObject paths = description.getJSONObject("paths");
        for (String path : paths.keySet()) {
            JSONObject item = paths.getJSONObject(path);
            item.keySet().stream().filter(method -> !method.equals("parameters"))
                    .forEach(method -> all.add(new Operation(method.toUpperCase(Locale.ROOT), path, item.getJSONObject(method))));
        }
        all.sort(Comparator.comparing((Operation one) -> LAST.indexOf(one.id())).thenComparing(Operation::path));
        return all;
    }

    private static String path(Operation operation) {
        return operation.path().replace("{task}", String.valueOf(TASKS.get(operation.id()))).replace("{process}", "db.1").replace("{worker}", "1");
    }

    private static void ask(HttpService service, JsonSchema schema, Operation operation) {
        JSONObject body = (JSONObject) operation.it().optQuery("/requestBody/content/application~1json");
        String answer = service.ask(operation.method(), path(operation), body == null ? "" : body.getJSONObject("example").toString());
        JSONObject responses = operation.it().getJSONObject("responses");
        String status = answer.substring(0, 3);
        assertTrue(status.startsWith("2") && responses.has(status), () -> operation.id() + ": " + answer);
        JSONObject content = responses.getJSONObject(status).getJSONObject("content");
        if (content.has("application/json")) {
            schema.check(new JSONObject(answer.substring(4)), content.getJSONObject("application/json").getJSONObject("schema"), operation.id());
        }
        if (operation.id().equals("groups")) {
            assertEquals(1, new JSONObject(service.get(path(operation) + "?limit=1").substring(4)).getJSONArray("groups").length());
        }
        if (operation.id().equals("output")) {
            assertEquals("200 out\n", answer);
            assertEquals("200 err\n", service.get(path(operation) + "?stream=stderr"));
        }
        refuse(service, schema, operation);
    }

    /** What is wrong is said in words. */
    private static void refuse(HttpService service, JsonSchema schema, Operation operation) {
        String wrong = operation.path().contains("{")
                ? service.ask(operation.method(), operation.path().replaceAll("\\{\\w+}", "99"), "")
                : operation.it().has("requestBody") ? service.ask(operation.method(), operation.path(), "{\"x\": [") : service.ask("PUT", operation.path(), "");
        assertTrue(wrong.startsWith("4"), () -> operation.id() + ": " + wrong);
        schema.check(new JSONObject(wrong.substring(4)), new JSONObject("{\"$ref\": \"#/components/schemas/Error\"}"), operation.id());
    }

    private static void hear(HttpService service, JsonSchema schema, Operation operation) throws IOException {
        try (Socket socket = service.connect()) {
            socket.getOutputStream().write(("GET " + operation.path() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + service.token() + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            JSONObject event = (JSONObject) operation.it().query("/responses/200/content/text~1event-stream/schema");
            for (int i = 0; i < 2; i++) {
                String line = lines.readLine();
                while (!line.startsWith("data: ")) {
                    line = lines.readLine();
                }
                JSONObject heard = new JSONObject(line.substring("data: ".length()));
                schema.check(heard, event, "event");
                assertEquals(i == 0, heard.has("rates"), line);
            }
        }
    }
}
