package io.portcullis.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Turns Jetty's exchange into a {@link Call} and a {@link Reply}. */
public final class ServiceHandler extends Handler.Abstract {
  private final Service service;
  private final int bodyLimit;

  /**
   * A handler of a service.
   *
   * @param bodyLimit bytes of a body that are read, the rest is dropped
   */
  public ServiceHandler(Service service, int bodyLimit) {
    this.service = service;
    this.bodyLimit = bodyLimit;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var reply = new JettyReply(request, response);
    try {
      service.serve(call(request), reply);
      reply.finish(callback);
    } catch (IOException | InterruptedException e) {
      callback.failed(e);
    }
    return true;
  }

  private Call call(Request request) throws IOException {
    var fields = new ArrayList<Headers.Header>();
    request
        .getHeaders()
        .forEach(field -> fields.add(new Headers.Header(field.getName(), field.getValue())));
    byte[] body;
    boolean truncated;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = in.readNBytes(bodyLimit + 1);
      truncated = body.length > bodyLimit;
      if (truncated) {
        body = Arrays.copyOf(body, bodyLimit);
        in.skip(Long.MAX_VALUE);
      }
    }
    var uri = request.getHttpURI();
    return new Call(
        request.getMethod(),
        uri.getPath(),
        uri.getQuery() == null ? "" : uri.getQuery(),
        new Headers(fields),
        body,
        truncated);
  }

  private static final class JettyReply implements Reply {
    private final Request request;
    private final Response response;
    private final AtomicBoolean answered = new AtomicBoolean();
    private Optional<Wire> wire = Optional.empty();
    private ByteBuffer last = BufferUtil.EMPTY_BUFFER;

    JettyReply(Request request, Response response) {
      this.request = request;
      this.response = response;
    }

    @Override
    public void send(Answer answer) {
      begin(answer.status(), answer.headers());
      last = ByteBuffer.wrap(answer.body());
    }

    @Override
    public OutputStream stream(int status, Headers headers) {
      begin(status, headers);
      return Content.Sink.asOutputStream(response);
    }

    @Override
    public Wire wire() {
      once();
      var below = Wire.of(request);
      wire = Optional.of(below);
      return below;
    }

    private void once() {
      if (!answered.compareAndSet(false, true)) {
        throw new IllegalStateException("a call is answered once");
      }
    }

    private void begin(int status, Headers headers) {
      once();
      response.setStatus(status);
      headers.fields().forEach(field -> response.getHeaders().add(field.name(), field.value()));
    }

    void finish(Callback callback) {
      if (wire.isPresent()) {
        wire.get().close();
        callback.failed(new IOException("answered below HTTP"));
        return;
      }
      if (!answered.get()) {
        response.setStatus(500);
      }
      response.write(true, last, callback);
    }
  }
}
