package io.portcullis.local.huggingface;

import io.portcullis.local.http.Answer;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.LoopbackServer;
import io.portcullis.local.http.Reply;
import io.portcullis.local.http.ServiceHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** An endpoint and the Hub on loopback: whatever the functions call, no call leaves the machine. */
public final class HuggingFaceStandIn implements AutoCloseable {
  private static final int BODY_LIMIT = 16 * 1024 * 1024;
  private static final String ELSEWHERE = "/elsewhere";

  private final Tokens tokens = new Tokens();
  private final ModelCalls calls = new ModelCalls();
  private final AtomicInteger strayed = new AtomicInteger();
  private final InferenceEndpoint endpoint = new InferenceEndpoint();
  private final Hub hub = new Hub(tokens);
  private final LoopbackServer server;

  private HuggingFaceStandIn(Optional<SslContextFactory.Server> tls) throws IOException {
    var early = new EarlyAnswer(() -> endpoint.forced() == Behaviour.EARLY, calls);
    var service = new ServiceHandler(this::serve, BODY_LIMIT);
    var handler = new Handler.Sequence(early, service);
    this.server =
        tls.isPresent()
            ? LoopbackServer.startTls("hugging-face", handler, tls.get())
            : LoopbackServer.start("hugging-face", 0, handler);
  }

  public static HuggingFaceStandIn start() throws IOException {
    return new HuggingFaceStandIn(Optional.empty());
  }

  /**
   * Starts one that speaks TLS.
   *
   * @param folder where the store of the certificate is or will be
   */
  public static HuggingFaceStandIn startTls(ServerCertificate certificate, Path folder)
      throws IOException, InterruptedException {
    var tls = new SslContextFactory.Server();
    tls.setKeyStorePath(certificate.keys(folder).toString());
    tls.setCertAlias(ServerCertificate.ALIAS);
    tls.setKeyStorePassword(ServerCertificate.PASSWORD);
    return new HuggingFaceStandIn(Optional.of(tls));
  }

  public URI url() {
    return server.url();
  }

  public Tokens tokens() {
    return tokens;
  }

  /**
   * Serves the endpoint of this name instead of {@code stand-in/endpoint}, which is private. Tokens
   * keep the rights that they were made with.
   *
   * @param type who may call it, as the API that manages endpoints tells; a token it wants always
   */
  public void host(String namespace, String name, String type) {
    tokens.host(new HostedEndpoint(namespace, name, type));
  }

  /** Adds a service account, unless there is one; gives a new token that may administer it. */
  public String serviceAccount(String organization, String id) {
    return hub.accounts().add(organization, id);
  }

  /** How many calls asked to rotate a service account's token in place, whatever the answer. */
  public int rotations() {
    return hub.accounts().rotations();
  }

  /**
   * Registers an OAuth application, which exchanges tokens for the hosted endpoint; again, it gives
   * it another secret.
   *
   * @param subject e-mail address of the member that the tokens are of
   * @param lifetime of a token
   */
  public String oauthClient(String clientId, String subject, Duration lifetime) {
    return hub.exchange().add(clientId, subject, lifetime);
  }

  /** Has the Hub behave like this from now on; the endpoint goes on as it does. */
  public void behave(HubBehaviour behaviour) {
    hub.behave(behaviour);
  }

  /** How many calls of a model arrived, refused ones included. */
  public int completions() {
    return calls.count();
  }

  /** The last thousand of them, in the order of their arrival. */
  public List<ModelCall> calls() {
    return calls.last();
  }

  /** How many calls followed {@link Behaviour#REDIRECTING}, which leads to another host name. */
  public int strayed() {
    return strayed.get();
  }

  /** Sets when the chunks of streams are sent, from the next one on. */
  public void pace(Pace pace) {
    endpoint.pace(pace);
  }

  /**
   * Behaves like this from now on, whatever the model; after {@link Behaviour#NORMAL}, as each
   * model's name says.
   */
  public void behave(Behaviour behaviour) {
    endpoint.behave(behaviour);
  }

  /**
   * Takes the replica of {@link Behaviour#WARMING} away; the next call of it starts one, which
   * takes that long. At first there is none, and it takes 20 s.
   */
  public void scaleToZero(Duration startTime) {
    endpoint.replica().sleep(startTime);
  }

  /** Has the replica of {@link Behaviour#WARMING} there at once, for calls that wait too. */
  public void scaleUp() {
    endpoint.replica().wake();
  }

  private void serve(Call call, Reply reply) throws IOException, InterruptedException {
    var route = call.method() + " " + call.path();
    if (call.path().equals(ELSEWHERE)) {
      strayed.incrementAndGet();
    }
    if (InferenceEndpoint.serves(route)) {
      calls.add(ModelCall.of(route, call));
    }
    if (Hub.serves(call.path())) {
      hub.serve(call, reply);
      return;
    }
    var token = tokens.find(call.headers().first("Authorization"));
    if (token.isEmpty()) {
      reply.send(StatusAnswers.unauthorized());
    } else if (!tokens.mayCall(token.get())) {
      reply.send(StatusAnswers.forbidden());
    } else if (InferenceEndpoint.serves(route)) {
      endpoint.serve(route, call, elsewhere(), reply);
    } else if (route.equals("GET /v1/models")) {
      reply.send(OtherTasks.models());
    } else {
      reply.send(Answer.json(404, "{\"error\":\"Not Found\"}"));
    }
  }

  /** The same server under another name. */
  private String elsewhere() {
    return "%s://localhost:%d%s".formatted(url().getScheme(), server.port(), ELSEWHERE);
  }

  @Override
  public void close() {
    server.close();
  }
}
