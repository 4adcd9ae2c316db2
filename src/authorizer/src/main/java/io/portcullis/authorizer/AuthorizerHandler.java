package io.portcullis.authorizer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.nimbusds.jose.JOSEException;
import io.portcullis.event.RequestEvent;
import io.portcullis.http.TlsStart;
import io.portcullis.redaction.RedactedException;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.InstantSource;

/**
 * Lambda entry point: turns the event of an API Gateway REQUEST authorizer into a policy, or into
 * the error that API Gateway answers 401 or 500 to.
 */
public final class AuthorizerHandler implements RequestStreamHandler {
  private final Authorizer authorizer;
  private final DecisionLog log;

  /** Called by Lambda, once per execution environment or snapshot; calls nobody. */
  public AuthorizerHandler() {
    this(
        RedactedException.started(AuthorizerHandler::settings),
        InstantSource.system(),
        RedactingOutput.install(Redactor.ofForms()));
    if ("snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
      rehearse();
    }
  }

  AuthorizerHandler(AuthorizerSettings settings, InstantSource clock, PrintStream out) {
    var keys = OpenIdIssuerKeys.of(settings.issuer(), clock);
    this.authorizer = new Authorizer(new TokenVerifier(settings, keys, clock));
    this.log = new DecisionLog(out, clock);
  }

  private static AuthorizerSettings settings() {
    TlsStart.inBackground();
    return AuthorizerSettings.of(System.getenv());
  }

  /** A rehearsal that fails costs the first call its time, and nobody the function. */
  private static void rehearse() {
    try {
      Rehearsal.run(AuthorizerSettings.of(System.getenv()));
    } catch (IOException
        | GeneralSecurityException
        | JOSEException
        | ParseException
        | RuntimeException e) {
      System.out.println("the rehearsal failed: " + e.getClass().getName());
    }
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    decide(input, output, context.getFunctionName());
  }

  void decide(InputStream input, OutputStream output, String functionName) throws IOException {
    var line = log.begin(functionName);
    try {
      var event = RequestEvent.read(input);
      line.event(event);
      var authorization = authorizer.authorize(event, line);
      var answer = authorization.json(event.text("methodArn").orElseThrow());
      line.authorized(authorization.customer());
      output.write(answer);
    } catch (RefusedException e) {
      line.refused(e.refusal());
      throw e;
    } catch (UndecidedException e) {
      line.undecided("issuer_unavailable");
      throw e;
    } catch (IOException | RuntimeException e) {
      line.undecided(e.getClass().getName());
      throw new UndecidedException("the decision failed, the log line of the request has the kind");
    } finally {
      log.write(line);
    }
  }
}
