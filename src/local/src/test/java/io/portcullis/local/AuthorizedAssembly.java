package io.portcullis.local;

import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.lambda.TestFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An environment whose customers acme and globex have tokens, each with two API keys and an address
 * of its own.
 */
final class AuthorizedAssembly {
  static final String ISSUER_PATH = "/tenant";

  private AuthorizedAssembly() {}

  static Path write(Path directory) throws IOException {
    return TestAssembly.in(Files.createDirectories(directory.resolve("cdk.out")))
        .asset("abc", TestFunction.zip(directory, CallerFunction.class, AuthorizerFunction.class))
        .stack("Gateway", template())
        .write();
  }

  private static String refusal(String type, int status, String code, String layer) {
    return """
        "%1$s": {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": {
          "RestApiId": {"Ref": "Api"}, "ResponseType": "%1$s", "StatusCode": "%2$d",
          "ResponseTemplates": {"application/json":
            "{\\"error\\":{\\"code\\":\\"%3$s\\",\\"layer\\":\\"%4$s\\"}}"}}},
        """
        .formatted(type, status, code, layer);
  }

  private static String function(String id, Class<?> handler, String more) {
    return """
        "%s": {"Type": "AWS::Lambda::Function", "Properties": {
          "Runtime": "java25", "Handler": "%s", "Timeout": 20, "MemorySize": 256,
          "Code": {"S3Key": "abc.zip"} %s}},
        """
        .formatted(id, handler.getName(), more);
  }

  /** A customer with its keys in its own plan. */
  private static String customer(String name) {
    return """
        "%1$sPlan": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"ApiStages": [
          {"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Live"}}]}},
        """
            .formatted(name)
        + key(name, "first")
        + key(name, "second");
  }

  private static String key(String customer, String name) {
    return """
        "%1$s%2$s": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": true, "Tags": [
          {"Key": "portcullis:customer", "Value": "%1$s"},
          {"Key": "portcullis:key", "Value": "%2$s"}]}},
        "%1$s%2$sMember": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": {
          "KeyId": {"Ref": "%1$s%2$s"}, "KeyType": "API_KEY",
          "UsagePlanId": {"Ref": "%1$sPlan"}}},
        """
        .formatted(customer, name);
  }

  private static String binding(String name, String addresses) {
    return """
        "%1$s": {"Fn::Join": ["", ["key=", {"Ref": "%1$sfirst"}, "&key=", {"Ref": "%1$ssecond"},
          "%2$s&subject=%1$s-client"]]}
        """
        .formatted(name, addresses);
  }

  private static String template() {
    return "{\"Resources\": {"
        + function("Function", CallerFunction.class, "")
        + function(
            "Authorizer",
            AuthorizerFunction.class,
            """
            , "Environment": {"Variables": {"ISSUER": "https://login.example.com%s",
              "AUDIENCES": "portcullis", "SCOPES": "infer", "ALGORITHMS": "RS256"}}
            """
                .formatted(ISSUER_PATH))
        + refusal("UNAUTHORIZED", 401, "identity_unauthorized", "identity")
        + refusal("AUTHORIZER_FAILURE", 500, "identity_check_failed", "identity")
        + refusal("INVALID_API_KEY", 403, "plan_key_invalid", "plan")
        + refusal("MISSING_AUTHENTICATION_TOKEN", 404, "request_route_unknown", "validation")
        + customer("acme")
        + customer("globex")
        + """
          "Version": {"Type": "AWS::Lambda::Version", "Properties": {
            "FunctionName": {"Ref": "Authorizer"}}},
          "Alias": {"Type": "AWS::Lambda::Alias", "Properties": {"Name": "live",
            "FunctionName": {"Ref": "Authorizer"},
            "FunctionVersion": {"Fn::GetAtt": ["Version", "Version"]}}},
          "Api": {"Type": "AWS::ApiGateway::RestApi"},
          "Jwt": {"Type": "AWS::ApiGateway::Authorizer", "Properties": {
            "RestApiId": {"Ref": "Api"}, "Name": "jwt", "Type": "REQUEST",
            "IdentitySource": "method.request.header.Authorization,method.request.header.x-api-key",
            "AuthorizerUri": {"Fn::Join": ["", ["arn:aws:apigateway:eu-west-1:lambda:path/",
              "2015-03-31/functions/", {"Ref": "Alias"}, "/invocations"]]}}},
          "Chat": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "chat",
            "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}}},
          "Post": {"Type": "AWS::ApiGateway::Method", "Properties": {"HttpMethod": "POST",
            "RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "Chat"},
            "AuthorizationType": "CUSTOM", "AuthorizerId": {"Ref": "Jwt"}, "ApiKeyRequired": true,
            "Integration": {"Type": "AWS_PROXY", "Uri": {"Fn::Join": ["", [
              "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/",
              {"Fn::GetAtt": ["Function", "Arn"]}, "/invocations"]]}}}},
          "Live": {"Type": "AWS::ApiGateway::Stage", "Properties": {"StageName": "live",
            "RestApiId": {"Ref": "Api"}, "Variables": {%s, %s}}}}}
          """
            .formatted(
                binding("acme", "&cidr=127.0.0.1/32&cidr=203.0.113.7/32"),
                binding("globex", "&cidr=198.51.100.7/32"));
  }
}
