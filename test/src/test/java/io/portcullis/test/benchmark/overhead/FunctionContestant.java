package io.portcullis.test.benchmark.overhead;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.local.assembly.CloudAssembly;
import io.portcullis.local.assembly.Environment;
import io.portcullis.local.lambda.InvocationResult;
import io.portcullis.local.lambda.Lambda;
import io.portcullis.local.secretsmanager.SecretsManager;
import io.portcullis.test.benchmark.FunctionServices;
import io.portcullis.test.benchmark.ProxyEvent;
import io.portcullis.test.benchmark.StandInProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The proxy's packaged function under the Lambda Runtime API, in as many execution environments as
 * there are calls at once.
 */
final class FunctionContestant implements Contestant {
  /** What begins a streamed answer of status 200. */
  private static final String HEAD = "{\"statusCode\":200";

  private final String name;
  private final SecretsManager secrets;
  private final Lambda lambda;
  private final String arn;
  private final ProxyEvent event;

  private FunctionContestant(
      String name, SecretsManager secrets, Lambda lambda, String arn, ProxyEvent event) {
    this.name = name;
    this.secrets = secrets;
    this.lambda = lambda;
    this.arn = arn;
    this.event = event;
  }

  /** The proxy of an assembly; {@code state} is the folder of what it leaves. */
  static FunctionContestant start(
      String name,
      Path assembly,
      String environmentName,
      StandInProcess endpoint,
      StandInProcess table,
      Path state)
      throws IOException {
    var environment = CloudAssembly.read(assembly).environment(environmentName);
    var secrets =
        SecretsManager.start(environment, (arn, step) -> Optional.empty(), InstantSource.system());
    for (var secret : secrets.rotatedSecrets()) {
      secrets.stage(secret, endpoint.token(), "AWSCURRENT");
    }
    var nowhere = URI.create("http://127.0.0.1:1");
    var services = new FunctionServices(endpoint.url(), secrets.url(), table.url(), nowhere);
    return new FunctionContestant(
        name,
        secrets,
        new Lambda(environment, services.variables(), state),
        proxyArn(environment),
        ProxyEvent.of(environment));
  }

  private static String proxyArn(Environment environment) {
    return environment.resources("AWS::Lambda::Function").stream()
        .filter(function -> function.properties().text("Handler").orElse("").contains(".proxy."))
        .map(function -> function.attribute("Arn"))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Caller connect() {
    return this::call;
  }

  private void call(String body) throws IOException, InterruptedException {
    var answer = new ByteArrayOutputStream();
    var result = lambda.invokeWithResponseStream(arn, event.with(body), answer::writeBytes);
    if (!(result instanceof InvocationResult.Success) || !answer.toString(UTF_8).startsWith(HEAD)) {
      throw new IOException("'%s' answers %s".formatted(name, answer.toString(UTF_8)));
    }
  }

  @Override
  public void close() {
    lambda.close();
    secrets.close();
  }
}
