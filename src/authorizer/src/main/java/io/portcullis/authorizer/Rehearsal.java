package io.portcullis.authorizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import io.portcullis.http.ServiceUrl;
import io.portcullis.http.rehearsal.RehearsalServer;
import io.portcullis.http.rehearsal.RehearsalServer.Answer;
import io.portcullis.http.rehearsal.RehearsalServer.Call;
import io.portcullis.http.rehearsal.TlsRehearsal;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/**
 * Made-up decisions before a snapshot is taken, so that whoever starts from it has loaded what a
 * decision needs: of a function that is made for this alone, about tokens of an issuer in this
 * process, whose keys are made for this too. The function's own issuer is not asked, and nothing of
 * it is kept.
 */
final class Rehearsal {
  /** Often enough that what every decision does is compiled, too. */
  private static final int TIMES = 8;

  private static final String SUBJECT = "rehearsal";

  private Rehearsal() {}

  static void run(AuthorizerSettings settings)
      throws IOException, GeneralSecurityException, JOSEException, ParseException {
    run(settings, TIMES);
  }

  /** How many tokens were accepted; one that is refused ends it. */
  static int run(AuthorizerSettings settings, int times)
      throws IOException, GeneralSecurityException, JOSEException, ParseException {
    var keys = RehearsalKeys.of(settings.algorithms());
    var accepted = 0;
    try (var server = RehearsalServer.start(call -> answer(call, keys))) {
      var rehearsed = settings.withIssuer(ServiceUrl.of("ISSUER", server.url()));
      var tokens = keys.tokens(claims(rehearsed));
      for (var time = 0; time < times; time++) {
        accepted += decide(rehearsed, tokens);
      }
    }
    if (settings.issuer().isHttps()) {
      TlsRehearsal.run();
    }
    return accepted;
  }

  private static int decide(AuthorizerSettings settings, List<String> tokens) throws IOException {
    var handler =
        new AuthorizerHandler(
            settings,
            InstantSource.system(),
            RedactingOutput.printing(OutputStream.nullOutputStream(), Redactor.ofForms()));
    for (var token : tokens) {
      handler.decide(
          new ByteArrayInputStream(event(token)), OutputStream.nullOutputStream(), SUBJECT);
    }
    return tokens.size();
  }

  /** What the issuer says of itself: where its keys are, and which. */
  private static Answer answer(Call call, RehearsalKeys keys) {
    var document =
        call.head().contains("/.well-known/")
            ? "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(call.url())
            : keys.published();
    return new Answer("application/json", document);
  }

  private static JWTClaimsSet claims(AuthorizerSettings settings) {
    var now = System.currentTimeMillis();
    return new JWTClaimsSet.Builder()
        .issuer(settings.issuer().toString())
        .audience(settings.audiences().iterator().next())
        .claim("scope", String.join(" ", settings.scopes()))
        .claim(settings.subjectClaim(), SUBJECT)
        .issueTime(new Date(now))
        .expirationTime(new Date(now + 60_000))
        .build();
  }

  private static byte[] event(String token) {
    var event =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "REQUEST")
            .put("methodArn", "arn:aws:execute-api:eu-west-1:222222222222:api/live/GET/v1/models");
    event.putObject("multiValueHeaders").putArray("Authorization").add("Bearer " + token);
    event
        .putObject("stageVariables")
        .put(SUBJECT, "key=rehearsal&plan=rehearsal&cidr=127.0.0.0/8&subject=" + SUBJECT);
    event.putObject("requestContext").put("requestId", SUBJECT);
    return event.toString().getBytes(UTF_8);
  }
}
