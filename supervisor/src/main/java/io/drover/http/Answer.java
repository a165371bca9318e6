package io.drover.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is sent to somebody who has asked. */
interface Answer {
    /** @param callback told when all is sent */
    void send(Request request, Response response, Callback callback);
}
