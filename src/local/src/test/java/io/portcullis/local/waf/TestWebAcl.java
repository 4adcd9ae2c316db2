package io.portcullis.local.waf;

import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/** Web ACLs from fragments of a template, and requests for them. */
final class TestWebAcl {
  static final String BLOCK = "{\"Block\": {}}";
  static final String COUNT = "{\"Count\": {}}";

  /** The property that every statement about content must have. */
  static final String NONE = "\"TextTransformations\": [{\"Priority\": 0, \"Type\": \"NONE\"}]";

  private TestWebAcl() {}

  /** A web ACL of these rules, and the IP sets {@code V4} and {@code V6}. */
  static WebAcl acl(Path directory, InstantSource clock, String... rules) {
    var environment =
        TestAssembly.in(directory)
            .stack(
                "Firewall",
                """
                {"Resources": {
                  "V4": {"Type": "AWS::WAFv2::IPSet", "Properties": {
                    "IPAddressVersion": "IPV4", "Addresses": ["198.51.100.0/25"]}},
                  "V6": {"Type": "AWS::WAFv2::IPSet", "Properties": {
                    "IPAddressVersion": "IPV6", "Addresses": ["2001:db8::/32"]}},
                  "Empty": {"Type": "AWS::WAFv2::IPSet", "Properties": {
                    "IPAddressVersion": "IPV4", "Addresses": []}},
                  "Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": {
                    "DefaultAction": {"Allow": {}}, "Rules": [%s],
                    "AssociationConfig": {"RequestBody": {"API_GATEWAY": {
                      "DefaultSizeInspectionLimit": "KB_32"}}},
                    "CustomResponseBodies": {"slow": {
                      "ContentType": "APPLICATION_JSON", "Content": "{\\"slow\\":true}"}}}},
                  "Link": {"Type": "AWS::WAFv2::WebACLAssociation", "Properties": {
                    "ResourceArn": "stage", "WebACLArn": {"Fn::GetAtt": ["Acl", "Arn"]}}}}}
                """
                    .formatted(String.join(",", rules)))
            .environment();
    return WebAcl.of(environment, "stage", clock).orElseThrow();
  }

  static String rule(String name, int priority, String action, String statement) {
    return rule(name, priority, action, statement, "[]");
  }

  static String rule(String name, int priority, String action, String statement, String labels) {
    return """
        {"Name": "%s", "Priority": %d, "Action": %s, "Statement": %s, "RuleLabels": %s}
        """
        .formatted(name, priority, action, statement, labels);
  }

  static String inSet(String set) {
    return "{\"IPSetReferenceStatement\": {\"Arn\": {\"Fn::GetAtt\": [\"%s\", \"Arn\"]}}}"
        .formatted(set);
  }

  static String not(String statement) {
    return "{\"NotStatement\": {\"Statement\": %s}}".formatted(statement);
  }

  static String both(String operator, String first, String second) {
    return "{\"%sStatement\": {\"Statements\": [%s, %s]}}".formatted(operator, first, second);
  }

  static String sizeOfKey(String operator, int size) {
    return size("{\"SingleHeader\": {\"Name\": \"x-api-key\"}}", operator, size);
  }

  static String size(String field, String operator, int size) {
    return """
        {"SizeConstraintStatement": {
          "FieldToMatch": %s, "ComparisonOperator": "%s", "Size": %d, %s}}
        """
        .formatted(field, operator, size, NONE);
  }

  static String label(String scope, String key) {
    return "{\"LabelMatchStatement\": {\"Scope\": \"%s\", \"Key\": \"%s\"}}".formatted(scope, key);
  }

  static boolean blocks(WebAcl acl, WebRequest request) {
    return acl.evaluate(request) instanceof Verdict.Blocked;
  }

  static WebRequest call(Headers headers) {
    return request("192.0.2.9", headers, "");
  }

  static WebRequest key(String key) {
    return call(Headers.of("x-api-key", key));
  }

  static WebRequest from(String source) {
    return request(source, Headers.NONE, "");
  }

  static WebRequest body(String text) {
    return request("192.0.2.9", Headers.NONE, text);
  }

  static WebRequest request(String source, Headers headers, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new WebRequest(
        new Call("POST", "/live/admin", "", headers, bytes, false), CidrBlock.address(source));
  }
}
