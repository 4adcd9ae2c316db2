package io.portcullis.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/** The credentials of the function's role, in time or not at all. */
public final class RoleCredentials {
  private static final Pattern HEADER_VALUE = Pattern.compile("[!-~]+");

  private final IdentityProvider<? extends AwsCredentialsIdentity> provider;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "aws-credentials");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Credentials of which nothing has been read yet.
   *
   * @param provider which renews what is about to expire
   */
  public RoleCredentials(IdentityProvider<? extends AwsCredentialsIdentity> provider) {
    this.provider = provider;
  }

  /**
   * Where Lambda keeps them: in environment variables, or, restored from a snapshot, behind an
   * address in the execution environment ("Improving startup performance with Lambda SnapStart",
   * docs.aws.amazon.com/lambda/latest/dg/snapstart.html). The SDK's default chain would read
   * profile files before that.
   */
  public static RoleCredentials ofFunction() {
    return new RoleCredentials(
        AwsCredentialsProviderChain.of(
            EnvironmentVariableCredentialsProvider.create(),
            ContainerCredentialsProvider.builder().build()));
  }

  /**
   * The credentials of now, unless there are none that can be sent.
   *
   * @param timeout in which the provider alone would not keep: it repeats calls of its own
   */
  Optional<AwsCredentialsIdentity> resolve(Duration timeout) {
    try {
      var resolved =
          CompletableFuture.supplyAsync(() -> provider.resolveIdentity().join(), threads)
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.<AwsCredentialsIdentity>of(resolved).filter(RoleCredentials::canBeSent);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    }
  }

  /** Whether they fit into headers, whose client quotes what does not. */
  private static boolean canBeSent(AwsCredentialsIdentity credentials) {
    return HEADER_VALUE.matcher(credentials.accessKeyId()).matches()
        && (!(credentials instanceof AwsSessionCredentialsIdentity session)
            || HEADER_VALUE.matcher(session.sessionToken()).matches());
  }
}
