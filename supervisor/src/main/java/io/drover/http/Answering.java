package io.drover.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.json.JSONException;
import org.json.JSONObject;
import org.json.JSONParserConfiguration;

/** Answers requests: has the guard look at each, and the routes say who does it. */
final class Answering extends Handler.Abstract {
    private static final int LARGEST_BODY = 1 << 20;
    private static final JSONParserConfiguration STRICT = new JSONParserConfiguration().withStrictMode(true).withMaxNestingDepth(20);

    private final Guard guard;
    private final Routes routes;
    private final Shelf shelf;

    Answering(Guard guard, Routes routes, Shelf shelf) {
        this.guard = guard;
        this.routes = routes;
        this.shelf = shelf;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var connection = request.getConnectionMetaData().getConnection();
        shelf.busy(connection);
        Request.addCompletionListener(request, failure -> shelf.done(connection));
        answer(request).send(request, response, callback);
        return true;
    }

    private Answer answer(Request request) {
        try {
            String path = request.getHttpURI().getCanonicalPath();
            HttpFields headers = request.getHeaders();
            Optional<Guard.No> no = guard.refuses(
                    path, headers.get(HttpHeader.HOST), headers.get(HttpHeader.ORIGIN), headers.get(HttpHeader.AUTHORIZATION));
            if (no.isPresent()) {
                return Reply.error(no.get().status(), no.get().why());
            }
            Routes.Found found = routes.find(request.getMethod(), path);
            Fields query = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
            return found.action().answer(new Asked(found.path(), query::getValue, body(request)));
        } catch (Refusal e) {
            return Reply.error(e.status(), e.getMessage());
        } catch (IOException e) {
            return Reply.error(400, "the body has not come");
        } catch (JSONException | IllegalArgumentException e) {
            return Reply.error(400, "that is no request: " + e.getMessage());
        }
    }

    private static JSONObject body(Request request) throws Refusal, IOException {
        if (request.getLength() > LARGEST_BODY) {
            throw new Refusal(413, "a body cannot have more than " + LARGEST_BODY + " bytes");
        }
        byte[] bytes;
        try (InputStream in = Request.asInputStream(request)) {
            bytes = in.readNBytes(LARGEST_BODY + 1);
        }
        if (bytes.length > LARGEST_BODY) {
            throw new Refusal(413, "a body cannot have more than " + LARGEST_BODY + " bytes");
        }
        return bytes.length == 0 ? new JSONObject() : new JSONObject(new String(bytes, StandardCharsets.UTF_8), STRICT);
    }
}
