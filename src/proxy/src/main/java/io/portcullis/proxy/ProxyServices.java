package io.portcullis.proxy;

import io.portcullis.aws.AwsClients;
import io.portcullis.aws.RoleCredentials;
import io.portcullis.http.TlsStart;
import io.portcullis.proxy.bodylog.BodyLogSettings;
import io.portcullis.proxy.bodylog.CloudWatchBodyLog;
import io.portcullis.proxy.bodylog.SampledBodies;
import io.portcullis.proxy.environment.Variables;
import io.portcullis.proxy.table.DynamoDbTable;
import io.portcullis.proxy.table.Table;
import io.portcullis.proxy.token.SecretsManagerTokenSecret;
import io.portcullis.redaction.LateSecrets;
import io.portcullis.redaction.RedactingOutput;
import io.portcullis.redaction.Redactor;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Makes the service by a function's environment variables, with what it needs of AWS behind it;
 * calls nothing of it yet.
 */
record ProxyServices(
    Map<String, String> environment, AwsClients aws, InstantSource clock, PrintStream out) {

  /** The service of a function in Lambda. */
  static ProxyService ofFunction() {
    TlsStart.inBackground();
    return of(System.getenv(), RoleCredentials.ofFunction(), System.out).service();
  }

  /**
   * One that calls what these variables name and is good for a rehearsal alone; what it logs is
   * redacted, and goes nowhere.
   */
  static ProxyService forRehearsal(Map<String, String> environment) {
    var nobody = AwsSessionCredentials.create("rehearsal", "rehearsal", "rehearsal");
    return of(
            environment,
            new RoleCredentials(StaticCredentialsProvider.create(nobody)),
            RedactingOutput.printing(
                OutputStream.nullOutputStream(), Redactor.with(new LateSecrets())))
        .service();
  }

  private static ProxyServices of(
      Map<String, String> environment, RoleCredentials credentials, PrintStream out) {
    var clock = InstantSource.system();
    return new ProxyServices(
        environment, new AwsClients(environment, credentials, clock), clock, out);
  }

  private ProxyService service() {
    var settings = ProxySettings.of(environment);
    var secret =
        new SecretsManagerTokenSecret(
            aws.secretsManager(SecretsManagerTokenSecret.ATTEMPT), settings.tokenSecretArn());
    var table =
        settings
            .state()
            .table()
            .<Table>map(name -> new DynamoDbTable(aws.dynamoDb(DynamoDbTable.ATTEMPT), name));
    return new ProxyService(settings, secret, table, clock, out, this::bodies);
  }

  private SampledBodies bodies(Redactor redactor) {
    return BodyLogSettings.of(new Variables(environment))
        .map(settings -> SampledBodies.on(settings, log(settings), redactor, clock))
        .orElseGet(SampledBodies::off);
  }

  private CloudWatchBodyLog log(BodyLogSettings settings) {
    return new CloudWatchBodyLog(aws.cloudWatchLogs(CloudWatchBodyLog.ATTEMPT), settings.group());
  }
}
