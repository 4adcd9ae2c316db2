package io.portcullis.constructs.api;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.lambda.CfnPermission;

/** What an API adds to its proxy: that each of its methods may call it. */
final class ProxyPermissions {
  private ProxyPermissions() {}

  /**
   * Names the account too, in the permissions of this API alone: its address is made of ids that
   * another account can guess. The CDK puts each permission below its method.
   */
  static void narrow(RestApi api) {
    var account = Stack.of(api).getAccount();
    api.getNode().findAll().stream()
        .filter(CfnPermission.class::isInstance)
        .map(CfnPermission.class::cast)
        .forEach(permission -> permission.setSourceAccount(account));
  }
}
