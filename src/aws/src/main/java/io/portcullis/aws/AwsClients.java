package io.portcullis.aws;

import io.portcullis.http.HttpCaller;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The clients of one function, which share credentials. */
public final class AwsClients {
  /** In a Region a connection takes milliseconds; shorter than an attempt, to try again in time. */
  private static final Duration CONNECT = Duration.ofMillis(500);

  private final Map<String, String> environment;
  private final RoleCredentials credentials;
  private final InstantSource clock;
  private final HttpCaller caller = new HttpCaller(CONNECT);

  /**
   * Clients that have read no credentials yet.
   *
   * @param environment the function's variables, which say the Region
   * @param clock the time of day, by which requests are signed
   */
  public AwsClients(
      Map<String, String> environment, RoleCredentials credentials, InstantSource clock) {
    this.environment = Map.copyOf(environment);
    this.credentials = credentials;
    this.clock = clock;
  }

  /** A client whose attempts take {@code attempt} at most, each. */
  public AwsClient dynamoDb(Duration attempt) {
    return client(AwsService.dynamoDb(environment), attempt);
  }

  /** A client whose attempts take {@code attempt} at most, each. */
  public AwsClient secretsManager(Duration attempt) {
    return client(AwsService.secretsManager(environment), attempt);
  }

  /** A client whose attempts take {@code attempt} at most, each. */
  public AwsClient cloudWatchLogs(Duration attempt) {
    return client(AwsService.cloudWatchLogs(environment), attempt);
  }

  private AwsClient client(AwsService service, Duration attempt) {
    return new AwsClient(service, caller, credentials, attempt, clock);
  }
}
