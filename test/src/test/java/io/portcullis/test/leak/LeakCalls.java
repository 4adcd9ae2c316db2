package io.portcullis.test.leak;

import static io.portcullis.test.leak.LeakDoor.CHAT;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.huggingface.Behaviour;
import io.portcullis.redaction.Planted;
import io.portcullis.test.leak.LeakDoor.Got;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Calls that end in every way, each with secrets wherever it can have some. */
final class LeakCalls {
  /** At least one of each layer and of each kind of failure. */
  static final Set<String> CODES =
      Set.of(
          "firewall_body_too_large",
          "firewall_content_type",
          "firewall_network_denied",
          "identity_unauthorized",
          "plan_key_invalid",
          "request_body_invalid",
          "request_schema_violated",
          "request_idempotency_key",
          "quota_requests_exceeded",
          "guard_duplicates",
          "guard_deadline",
          "guard_failed",
          "guard_idempotency_conflict",
          "guard_idempotency_done",
          "request_route_unknown",
          "token_forbidden",
          "token_rejected",
          "upstream_failed",
          "upstream_interrupted",
          "upstream_overloaded",
          "upstream_paused",
          "upstream_redirected",
          "upstream_rejected",
          "upstream_response_invalid",
          "upstream_response_too_large",
          "upstream_warming");

  private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z_]+)\"");
  private static final String IDEMPOTENCY_KEY = "planted-idempotency-key-";

  /** As many processes of each function, which take their time to start. */
  private static final int AT_ONCE = 3;

  private final LeakDoor door;
  private final String secretArn;
  private final String token;
  private final String refusedToken;
  private final String stranger;
  private final List<Got> answers = new CopyOnWriteArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final AtomicInteger different = new AtomicInteger();

  LeakCalls(LeakDoor door) {
    this.door = door;
    this.secretArn = door.door().secrets().rotatedSecrets().get(0);
    this.token = door.door().standIn().tokens().issue();
    this.refusedToken = door.door().standIn().tokens().issue();
    this.stranger =
        door.door().tokenIssuer().orElseThrow().token("planted-subject-of-a-stranger").signed();
  }

  Secrets secrets() {
    var own = new HashMap<String, String>();
    own.put("token", token);
    own.put("token that was refused", refusedToken);
    own.put("API key", door.door().keys().get("acme"));
    own.put("key of idempotency", IDEMPOTENCY_KEY);
    own.put("subject of a stranger", "planted-subject-of-a-stranger");
    own.put("claims of a stranger", stranger.split("\\.")[1]);
    own.put("signature of a stranger", stranger.split("\\.")[2]);
    own.put("claims", door.door().tokens().get("acme").split("\\.")[1]);
    own.put("signature", door.door().tokens().get("acme").split("\\.")[2]);
    return new Secrets(own);
  }

  List<Got> answers() {
    return answers;
  }

  /** What those were told who rotated, where it failed. */
  List<String> failures() {
    return failures;
  }

  Set<String> codes() {
    var codes = new TreeSet<String>();
    for (var got : answers) {
      CODE.matcher(got.body()).results().forEach(match -> codes.add(match.group(1)));
    }
    return codes;
  }

  void makeAll() throws Exception {
    door.door().secrets().stage(secretArn, token, "STAGED");
    door.door().secrets().rotate(secretArn);
    atOnce(misbehaviours());
    good();
    refusals();
    early();
    malformedEvents();
    killed();
    failedRotations();
  }

  private List<Callable<Got>> misbehaviours() {
    return Arrays.stream(Behaviour.values())
        .flatMap(
            behaviour ->
                List.of(false, true).stream()
                    .<Callable<Got>>map(stream -> () -> misbehaviour(behaviour, stream)))
        .toList();
  }

  private Got misbehaviour(Behaviour behaviour, boolean stream)
      throws IOException, InterruptedException {
    return door.chat("acme", body(behaviour.model(), stream, Planted.ofStrangers()), idempotent());
  }

  private void good() throws Exception {
    var headers = idempotent();
    var body = body("any", false, Planted.ofStrangers());
    add(door.chat("acme", body, headers));
    add(door.chat("acme", body, headers));
    add(door.chat("acme", body("any", false, "another"), headers));
    for (var stream : List.of(false, true)) {
      add(door.chat("acme", body("any", stream, "My token is " + token), Map.of()));
      add(door.call("acme", "/v1/embeddings", embedding(), Map.of()));
    }
  }

  private void refusals() throws Exception {
    var body = body("any", false, Planted.all());
    var planted = Planted.texts().get(0);
    var jwt = door.door().tokens().get("acme");
    for (var headers :
        List.of(
            Map.of("x-portcullis-source-ip", "192.0.2.200"),
            Map.of("content-type", "text/plain"),
            Map.of("x-api-key", planted),
            Map.of("authorization", planted),
            Map.of("authorization", "Bearer " + planted),
            Map.of("authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoieCJ9.cGxhbnRlZA"),
            Map.of("authorization", "Bearer " + stranger),
            Map.of("authorization", "Bearer " + jwt.substring(0, jwt.length() - 20)),
            Map.of("idempotency-key", "\"" + Planted.texts().get(0)))) {
      add(door.chat("acme", body, headers));
    }
    for (var bad :
        List.of(
            Planted.all(),
            "{\"messages\":[]," + Planted.all(),
            "{\"messages\":[{\"role\":\"user\",\"content\":\""
                + planted
                + "\"}],\"max_tokens\":-1}",
            "{\"messages\":[{\"role\":\"" + planted + "\"}]}",
            body + " ".repeat(1024 * 1024))) {
      add(door.chat("acme", bad, Map.of()));
    }
    add(door.call("acme", CHAT + "/" + URLEncoder.encode(planted, UTF_8), body, Map.of()));
    for (var times = 0; times < 3; times++) {
      add(door.chat("acme", body, Map.of()));
    }
    for (var times = 0; times < 2; times++) {
      add(door.chat("globex", body("any", false, Planted.ofStrangers()), Map.of()));
    }
  }

  /** Whatever the model: it answers before it has read its name. */
  private void early() throws Exception {
    door.door().standIn().behave(Behaviour.EARLY);
    add(door.chat("acme", body("any", false, Planted.all()), Map.of()));
    door.door().standIn().behave(Behaviour.NORMAL);
  }

  /** As API Gateway never sends them. */
  private void malformedEvents() throws IOException, InterruptedException {
    var object = JsonNodeFactory.instance.objectNode().put(Planted.all(), Planted.all());
    for (var function : door.door().functionArns()) {
      for (var event : List.of(Planted.all(), "{\"body\":", object.toString())) {
        door.door().invoke(function, event.getBytes(UTF_8));
      }
    }
  }

  private void killed() throws Exception {
    var before = door.door().standIn().completions();
    var executor = Executors.newSingleThreadExecutor();
    try {
      var call =
          executor.submit(
              () ->
                  door.chat(
                      "acme",
                      body(Behaviour.SLOW.model(), true, Planted.ofStrangers()),
                      idempotent()));
      while (door.door().standIn().completions() == before && !call.isDone()) {
        Thread.sleep(5);
      }
      door.door().processes().forEach(ProcessHandle::destroyForcibly);
      add(call.get());
    } finally {
      executor.shutdownNow();
    }
  }

  /** One with a token that the Hub refuses, one with what is none. */
  private void failedRotations() throws IOException, InterruptedException {
    var secrets = door.door().secrets();
    door.door().standIn().tokens().revoke(refusedToken);
    for (var staged : List.of(refusedToken, Planted.all())) {
      try {
        secrets.stage(secretArn, staged, "STAGED");
        secrets.rotate(secretArn);
      } catch (AssemblyException e) {
        failures.add(e.toString());
      }
    }
  }

  private void atOnce(List<Callable<Got>> calls) throws Exception {
    var executor = Executors.newFixedThreadPool(AT_ONCE);
    try {
      for (var call : executor.invokeAll(calls)) {
        try {
          add(call.get());
        } catch (ExecutionException e) {
          // The front door may break a stream off, as API Gateway does.
          if (!(e.getCause() instanceof IOException)) {
            throw e;
          }
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private void add(Got got) {
    answers.add(got);
  }

  private Map<String, String> idempotent() {
    return Map.of("idempotency-key", IDEMPOTENCY_KEY + different.incrementAndGet());
  }

  /** Of no duplicate. */
  private String body(String model, boolean stream, String content) {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("model", model)
            .put("max_tokens", 64)
            .put("stream", stream);
    body.putArray("messages")
        .addObject()
        .put("role", "user")
        .put("content", "%s %s %d".formatted(Secrets.PROMPT, content, different.incrementAndGet()));
    return body.toString();
  }

  private String embedding() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("model", "any")
        .put(
            "input",
            Secrets.PROMPT + "\n" + Planted.ofStrangers() + "\n" + different.incrementAndGet())
        .toString();
  }
}
