package io.portcullis.stacks.customers;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The keys of an account, as far as they are resources of one stack. By its resources, since an
 * output of a stack has no room for the ids of many customers.
 */
final class AwsApiKeys implements ApiKeys {
  private final AwsCli aws;
  private final String stackName;

  private AwsApiKeys(AwsCli aws, String stackName) {
    this.aws = aws;
    this.stackName = stackName;
  }

  /**
   * The keys of a stack.
   *
   * @param account whose credentials must be used; another one may have a stack of that name too
   */
  static AwsApiKeys of(AwsCli aws, String account, String stackName) {
    var actual = answer(aws.call("sts", "get-caller-identity")).path("Account").asText();
    if (!actual.equals(account)) {
      throw new ApiKeysException(
          "the credentials are of account %s, the environment is of %s".formatted(actual, account));
    }
    return new AwsApiKeys(aws, stackName);
  }

  @Override
  public List<ApiKey> all() {
    var ids = idsOfTheStack();
    return answer(aws.call("apigateway", "get-api-keys", "--no-include-values"))
        .path("items")
        .valueStream()
        .filter(key -> ids.contains(key.path("id").asText()))
        .flatMap(key -> ApiKey.of(key).stream())
        .toList();
  }

  @Override
  public String value(ApiKey key) {
    return answer(aws.call("apigateway", "get-api-key", "--api-key", key.id(), "--include-value"))
        .path("value")
        .asText();
  }

  @Override
  public void enable(ApiKey key, boolean enabled) {
    var changed =
        answer(
            aws.call(
                "apigateway",
                "update-api-key",
                "--api-key",
                key.id(),
                "--patch-operations",
                "op=replace,path=/enabled,value=" + enabled));
    if (changed.path("enabled").asBoolean(!enabled) != enabled) {
      throw new ApiKeysException("API Gateway did not change it");
    }
  }

  private Set<String> idsOfTheStack() {
    var resources = aws.call("cloudformation", "list-stack-resources", "--stack-name", stackName);
    if (isNotThere(resources)) {
      return Set.of();
    }
    return answer(resources)
        .path("StackResourceSummaries")
        .valueStream()
        .filter(
            resource -> resource.path("ResourceType").asText().equals("AWS::ApiGateway::ApiKey"))
        .map(resource -> resource.path("PhysicalResourceId").asText())
        .collect(Collectors.toSet());
  }

  private static boolean isNotThere(AwsAnswer answer) {
    return answer instanceof AwsAnswer.Refusal refusal
        && refusal.code().equals("ValidationError")
        && refusal.message().contains("does not exist");
  }

  private static JsonNode answer(AwsAnswer answer) {
    if (answer instanceof AwsAnswer.Body body) {
      return body.json();
    }
    throw new ApiKeysException(answer.toString());
  }
}
