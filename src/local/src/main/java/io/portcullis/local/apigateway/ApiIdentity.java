package io.portcullis.local.apigateway;

import io.portcullis.local.assembly.Resource;

/** How an API is called on AWS. */
record ApiIdentity(String id, String accountId, String region) {

  static ApiIdentity of(Resource api) {
    return new ApiIdentity(api.ref(), api.stack().account(), api.stack().region());
  }

  String domainName() {
    return "%s.execute-api.%s.amazonaws.com".formatted(id, region);
  }

  /**
   * ARN of something to invoke.
   *
   * @param target stage, method and path
   */
  String executeArn(String target) {
    return executeArn(accountId, target);
  }

  /** The same as API Gateway tells it to a caller. */
  String maskedExecuteArn(String target) {
    return executeArn("********" + accountId.substring(8), target);
  }

  private String executeArn(String account, String target) {
    return "arn:aws:execute-api:%s:%s:%s/%s".formatted(region, account, id, target);
  }

  /** ARN of a stage, as web ACL associations name it. */
  String stageArn(String stage) {
    return "arn:aws:apigateway:%s::/restapis/%s/stages/%s".formatted(region, id, stage);
  }
}
