package io.portcullis.local;

import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.lambda.TestFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An environment whose customers acme and globex sign their calls, each with its own API key. */
final class SignedAssembly {
  private SignedAssembly() {}

  static Path write(Path directory) throws IOException {
    return TestAssembly.in(Files.createDirectories(directory.resolve("cdk.out")))
        .asset("abc", TestFunction.zip(directory, CallerFunction.class))
        .stack("Gateway", template())
        .write();
  }

  private static String refusals() {
    return refusal("ACCESS_DENIED", "network_denied", "network")
        + refusal("MISSING_AUTHENTICATION_TOKEN", "identity_missing", "identity")
        + refusal("INVALID_SIGNATURE", "identity_signature_invalid", "identity")
        + refusal("INVALID_API_KEY", "plan_key_invalid", "plan");
  }

  private static String refusal(String type, String code, String layer) {
    return """
        "%1$s": {"Type": "AWS::ApiGateway::GatewayResponse", "Properties": {
          "RestApiId": {"Ref": "Api"}, "ResponseType": "%1$s", "ResponseTemplates": {
            "application/json":
              "{\\"error\\":{\\"code\\":\\"%2$s\\",\\"layer\\":\\"%3$s\\"}}"}}},
        """
        .formatted(type, code, layer);
  }

  private static String template() {
    return """
        {"Resources": {
          "Function": {"Type": "AWS::Lambda::Function", "Properties": {
            "Runtime": "java25", "Handler": "%1$s",
            "Timeout": 20, "MemorySize": 256, "Code": {"S3Key": "abc.zip"}}},
          "Api": {"Type": "AWS::ApiGateway::RestApi", "Properties": {"Policy": {"Statement": [
            {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
              "Principal": {"AWS": ["arn:aws:iam::444455556666:role/acme",
                "arn:aws:iam::444455556666:role/globex",
                "arn:aws:iam::444455556666:role/unbound"]}},
            {"Effect": "Deny", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
              "Principal": "*",
              "Condition": {"NotIpAddress": {"aws:SourceIp": "127.0.0.0/8"}}}]}}},
          "Chat": {"Type": "AWS::ApiGateway::Resource", "Properties": {"PathPart": "chat",
            "RestApiId": {"Ref": "Api"}, "ParentId": {"Fn::GetAtt": ["Api", "RootResourceId"]}}},
          "Post": {"Type": "AWS::ApiGateway::Method", "Properties": {"HttpMethod": "POST",
            "RestApiId": {"Ref": "Api"}, "ResourceId": {"Ref": "Chat"},
            "AuthorizationType": "AWS_IAM", "ApiKeyRequired": true,
            "Integration": {"Type": "AWS_PROXY", "Uri": {"Fn::Join": ["", [
              "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/",
              {"Fn::GetAtt": ["Function", "Arn"]}, "/invocations"]]}}}},
          %2$s
          "Live": {"Type": "AWS::ApiGateway::Stage", "Properties": {"StageName": "live",
            "RestApiId": {"Ref": "Api"}, "Variables": {
              "acme": {"Fn::Join": ["", ["key=", {"Ref": "Acme"},
                "&principal=444455556666:role/acme"]]},
              "globex": {"Fn::Join": ["", ["key=", {"Ref": "Globex"},
                "&principal=444455556666:role/globex"]]}}}},
          "Acme": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": true,
            "Name": "acme"}},
          "Globex": {"Type": "AWS::ApiGateway::ApiKey", "Properties": {"Enabled": true,
            "Name": "globex"}},
          "Plan": {"Type": "AWS::ApiGateway::UsagePlan", "Properties": {"ApiStages": [
            {"ApiId": {"Ref": "Api"}, "Stage": {"Ref": "Live"}}]}},
          "AcmeMember": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": {
            "KeyId": {"Ref": "Acme"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Plan"}}},
          "GlobexMember": {"Type": "AWS::ApiGateway::UsagePlanKey", "Properties": {
            "KeyId": {"Ref": "Globex"}, "KeyType": "API_KEY", "UsagePlanId": {"Ref": "Plan"}}}}}
        """
        .formatted(CallerFunction.class.getName(), refusals());
  }
}
