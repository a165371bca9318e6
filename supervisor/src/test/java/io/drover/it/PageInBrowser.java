package io.drover.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.json.JSONObject;

/** A page in a browser without a window, which is told what to do by its DevTools protocol. */
final class PageInBrowser implements AutoCloseable {
    private final Path home;
    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JSONObject>> answers = new ConcurrentHashMap<>();
    private final StringBuilder complaints = new StringBuilder();
    private int number;

    /** @param program of the browser */
    PageInBrowser(Path program, String url) throws IOException, InterruptedException {
        home = Files.createTempDirectory("drover-page");
        process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                        "--remote-debugging-port=0", "--user-data-dir=" + home.resolve("profile"), "about:blank")
                .redirectOutput(home.resolve("log").toFile()).redirectErrorStream(true).start();
        Path port = home.resolve("profile/DevToolsActivePort");
        Awaits.await("the browser to start", () -> lines(port) > 1, () -> text(home.resolve("log")));
        HttpClient client = HttpClient.newHttpClient();
        String list = "http://127.0.0.1:" + text(port).lines().findFirst().orElseThrow() + "/json/list";
        String[] page = new String[1];
        Awaits.await("the browser to have a page", () -> (page[0] = page(client, list)) != null, () -> text(home.resolve("log")));
        socket = client.newWebSocketBuilder().buildAsync(URI.create(page[0]), new Answers()).join();
        tell("Runtime.enable", new JSONObject());
        tell("Log.enable", new JSONObject());
        tell("Page.enable", new JSONObject());
        tell("Page.navigate", new JSONObject().put("url", url));
    }

    private static String page(HttpClient client, String list) {
        try {
            String text = client.send(HttpRequest.newBuilder(URI.create(list)).build(), HttpResponse.BodyHandlers.ofString()).body();
            for (Object one : new org.json.JSONArray(text)) {
                if (((JSONObject) one).getString("type").equals("page")) {
                    return ((JSONObject) one).getString("webSocketDebuggerUrl");
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long lines(Path file) {
        return text(file).lines().count();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private final class Answers implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JSONObject message = new JSONObject(text.toString());
                text.setLength(0);
                if (message.has("id")) {
                    answers.remove(message.getInt("id")).complete(message);
                } else if (message.getString("method").matches("Runtime.exceptionThrown|Log.entryAdded|Runtime.consoleAPICalled")) {
                    synchronized (complaints) {
                        complaints.append(message).append('\n');
                    }
                }
            }
            from.request(1);
            return null;
        }
    }

    /** What the console has got. */
    String complaints() {
        synchronized (complaints) {
            return complaints.toString();
        }
    }

    JSONObject tell(String method, JSONObject parameters) {
        CompletableFuture<JSONObject> answer = new CompletableFuture<>();
        answers.put(++number, answer);
        socket.sendText(new JSONObject().put("id", number).put("method", method).put("params", parameters).toString(), true).join();
        return answer.orTimeout(Awaits.DEADLINE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** What a script there comes to, as text. */
    String run(String script) {
        JSONObject result = tell("Runtime.evaluate", new JSONObject().put("expression", script).put("returnByValue", true));
        return String.valueOf(result.getJSONObject("result").getJSONObject("result").opt("value"));
    }

    /** Presses with the mouse what a selector says, at its middle. */
    void click(String selector) {
        run("document.querySelector('" + selector + "').scrollIntoView({block: 'center'})");
        String[] at = run("(r => (r.x + r.width / 2) + ' ' + (r.y + r.height / 2))(document.querySelector('" + selector + "').getBoundingClientRect())")
                .split(" ");
        for (String type : new String[] {"mousePressed", "mouseReleased"}) {
            tell("Input.dispatchMouseEvent", new JSONObject().put("type", type).put("x", Double.parseDouble(at[0])).put("y", Double.parseDouble(at[1]))
                    .put("button", "left").put("clickCount", 1));
        }
    }

    void await(String what, String script, String value) {
        String[] seen = new String[1];
        Awaits.await(what, () -> (seen[0] = run(script)).equals(value), () -> seen[0] + " in place of " + value + "\n" + complaints());
    }

    /** As somebody sees it whose screen is so wide. */
    void look(int width, int height, boolean dark) {
        tell("Emulation.setDeviceMetricsOverride", new JSONObject().put("width", width).put("height", height)
                .put("deviceScaleFactor", width < 500 ? 2 : 1).put("mobile", width < 500));
        tell("Emulation.setEmulatedMedia", new JSONObject().put("features", new org.json.JSONArray()
                .put(new JSONObject().put("name", "prefers-color-scheme").put("value", dark ? "dark" : "light"))));
    }

    /** @param whole and not only what fits the window */
    void picture(Path file, boolean whole) throws IOException {
        JSONObject answer = tell("Page.captureScreenshot", new JSONObject().put("captureBeyondViewport", whole));
        Files.write(file, Base64.getDecoder().decode(answer.getJSONObject("result").getString("data")));
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        Browser.remove(home);
    }
}
