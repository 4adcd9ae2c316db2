package io.portcullis.aws;

import io.portcullis.http.ServiceUrl;
import java.net.URI;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of AWS's JSON protocol in one Region.
 *
 * @param endpoint where it is called
 * @param region such as {@code eu-west-1}
 * @param signingName what a signature calls it
 * @param targetPrefix what precedes an operation in the header {@code X-Amz-Target}
 * @param mediaType of its requests
 */
public record AwsService(
    URI endpoint, String region, String signingName, String targetPrefix, String mediaType) {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

  /** Regions of partitions that are apart from the rest and have domains of their own. */
  private static final Pattern APART = Pattern.compile("(eusc|[a-z]{2}-iso[a-z]?)-.*");

  public static AwsService dynamoDb(Map<String, String> environment) {
    return of(environment, "DYNAMODB", "dynamodb", "DynamoDB_20120810", "1.0");
  }

  public static AwsService secretsManager(Map<String, String> environment) {
    return of(environment, "SECRETS_MANAGER", "secretsmanager", "secretsmanager", "1.1");
  }

  public static AwsService cloudWatchLogs(Map<String, String> environment) {
    return of(environment, "CLOUDWATCH_LOGS", "logs", "Logs_20140328", "1.1");
  }

  /**
   * Reads the variables that Lambda sets, and those of "Service-specific endpoints"
   * (docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
   */
  private static AwsService of(
      Map<String, String> environment,
      String variable,
      String name,
      String targetPrefix,
      String jsonVersion) {
    var region = environment.getOrDefault("AWS_REGION", "");
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "'AWS_REGION' must be a Region such as 'eu-west-1', got '%s'".formatted(region));
    }
    var endpoint =
        Stream.of("AWS_ENDPOINT_URL_" + variable, "AWS_ENDPOINT_URL")
            .filter(environment::containsKey)
            .findFirst()
            .map(setting -> ServiceUrl.of(setting, environment.get(setting)))
            .orElseGet(() -> ServiceUrl.of("AWS_REGION", address(name, region)))
            .resolve("/");
    return new AwsService(
        endpoint, region, name, targetPrefix, "application/x-amz-json-" + jsonVersion);
  }

  /** As in "AWS service endpoints" (docs.aws.amazon.com/general/latest/gr/rande.html). */
  private static String address(String name, String region) {
    if (APART.matcher(region).matches()) {
      throw new IllegalArgumentException(
          ("'AWS_REGION' must be of the partition aws, aws-cn or aws-us-gov, got '%s', set"
                  + " 'AWS_ENDPOINT_URL' for another one")
              .formatted(region));
    }
    var domain = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
    return "https://%s.%s.%s".formatted(name, region, domain);
  }
}
