package io.portcullis.local.waf;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.assembly.TestAssembly;
import io.portcullis.local.http.Call;
import io.portcullis.local.http.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAclTest {
  private static final String NONE =
      "\"TextTransformations\": [{\"Priority\": 0, \"Type\": \"NONE\"}]";

  @TempDir private Path directory;
  private final AtomicLong now = new AtomicLong(1_000_000);

  @ParameterizedTest
  @CsvSource({"198.51.100.7, true", "198.51.100.128, false", "2001:db8::5, true", "::1, false"})
  void ipSet_matchesItsRangesAlone(String source, boolean blocked) {
    var acl =
        blocking("{\"IPSetReferenceStatement\": {\"Arn\": {\"Fn::GetAtt\": [\"Set\", \"Arn\"]}}}");

    assertThat(blocks(acl, from(source))).isEqualTo(blocked);
  }

  @Test
  void sizeConstraint_doesNotMatchAMissingHeader() {
    var acl = blocking(sizeOfKey("GE", 0));

    assertThat(blocks(acl, call(Headers.NONE))).isFalse();
    assertThat(blocks(acl, call(Headers.of("x-api-key", "")))).isTrue();
  }

  @Test
  void notOfSize_refusesMissingAndEmptyKeys() {
    var acl = blocking("{\"NotStatement\": {\"Statement\": " + sizeOfKey("GT", 0) + "}}");

    assertThat(blocks(acl, call(Headers.NONE))).isTrue();
    assertThat(blocks(acl, call(Headers.of("x-api-key", "")))).isTrue();
    assertThat(blocks(acl, call(Headers.of("X-Api-Key", "k")))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "EXACTLY, /live/admin, true",
    "EXACTLY, /live, false",
    "STARTS_WITH, /live, true",
    "ENDS_WITH, admin, true",
    "CONTAINS, ve/ad, true",
    "CONTAINS_WORD, admin, true",
    "CONTAINS_WORD, adm, false"
  })
  void byteMatch_comparesByPosition(String constraint, String search, boolean blocked) {
    var acl =
        blocking(
            """
            {"ByteMatchStatement": {"SearchString": "%s", "PositionalConstraint": "%s",
             "FieldToMatch": {"UriPath": {}}, %s}}
            """
                .formatted(search, constraint, NONE));

    assertThat(blocks(acl, call(Headers.NONE))).isEqualTo(blocked);
  }

  @Test
  void textTransformations_applyBeforeTheMatch() {
    var acl =
        blocking(
            """
            {"ByteMatchStatement": {"SearchString": "drop table", "PositionalConstraint": "CONTAINS",
             "FieldToMatch": {"Body": {}}, "TextTransformations": [
               {"Priority": 1, "Type": "COMPRESS_WHITE_SPACE"},
               {"Priority": 0, "Type": "LOWERCASE"}]}}
            """);

    assertThat(blocks(acl, body("please DROP   TABLE"))).isTrue();
  }

  @Test
  void andMatchesAll_orMatchesAny() {
    var yes = sizeOfKey("GE", 1);
    var no = sizeOfKey("GE", 9);
    var key = call(Headers.of("x-api-key", "k"));

    assertThat(blocks(blocking(both("And", yes, no)), key)).isFalse();
    assertThat(blocks(blocking(both("Or", yes, no)), key)).isTrue();
  }

  @Test
  void rate_refusesBeyondTheLimit_perAddress_untilTheWindowHasPassed() {
    var acl = blocking(rate("\"AggregateKeyType\": \"IP\""));

    for (int i = 0; i < 10; i++) {
      assertThat(blocks(acl, from("192.0.2.1"))).isFalse();
    }
    assertThat(blocks(acl, from("192.0.2.1"))).isTrue();
    assertThat(blocks(acl, from("192.0.2.2"))).isFalse();
    now.addAndGet(59_999);
    assertThat(blocks(acl, from("192.0.2.1"))).isTrue();
    now.addAndGet(60_000);
    assertThat(blocks(acl, from("192.0.2.1"))).isFalse();
  }

  @Test
  void rateByHeader_doesNotCountRequestsWithoutIt() {
    var acl =
        blocking(
            rate(
                """
                "AggregateKeyType": "CUSTOM_KEYS", "CustomKeys": [{"Header": {"Name": "x-api-key", %s}}]
                """
                    .formatted(NONE)));

    for (int i = 0; i < 30; i++) {
      assertThat(blocks(acl, call(Headers.NONE))).isFalse();
    }
    for (int i = 0; i < 10; i++) {
      assertThat(blocks(acl, call(Headers.of("x-api-key", "a")))).isFalse();
    }
    assertThat(blocks(acl, call(Headers.of("x-api-key", "a")))).isTrue();
    assertThat(blocks(acl, call(Headers.of("x-api-key", "b")))).isFalse();
  }

  @Test
  void rulesApplyByPriority_allowEndsEvaluation() {
    var acl =
        acl(
            rule("Late", 5, "{\"Block\": {}}", sizeOfKey("GE", 1))
                + ","
                + rule("Early", 1, "{\"Allow\": {}}", sizeOfKey("GE", 2)));

    assertThat(blocks(acl, call(Headers.of("x-api-key", "k")))).isTrue();
    assertThat(blocks(acl, call(Headers.of("x-api-key", "kk")))).isFalse();
  }

  @Test
  void countGoesOn() {
    var acl = acl(rule("Watch", 0, "{\"Count\": {}}", sizeOfKey("GE", 0)));

    assertThat(blocks(acl, call(Headers.of("x-api-key", "k")))).isFalse();
  }

  @Test
  void customResponse_isWhatTheCallerGets() {
    var acl =
        acl(
            rule(
                "Refuse",
                0,
                """
                {"Block": {"CustomResponse": {"ResponseCode": 429, "CustomResponseBodyKey": "slow"}}}
                """,
                sizeOfKey("GE", 0)));

    var verdict = acl.evaluate(call(Headers.of("x-api-key", "k")));

    assertThat(verdict).isInstanceOf(Verdict.Blocked.class);
    var answer = ((Verdict.Blocked) verdict).answer().orElseThrow();
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers().first("content-type")).contains("application/json");
    assertThat(answer.bodyText()).isEqualTo("{\"slow\":true}");
  }

  @Test
  void whatOnlyAwsEvaluates_isNamedAndSkipped() {
    var acl =
        acl(
            rule(
                    "Geo",
                    0,
                    "{\"Block\": {}}",
                    "{\"GeoMatchStatement\": {\"CountryCodes\": [\"AQ\"]}}")
                + ","
                + rule(
                    "Managed",
                    1,
                    "{\"Block\": {}}",
                    "{\"ManagedRuleGroupStatement\": {\"Name\": \"x\"}}"));

    assertThat(acl.notEvaluated())
        .containsExactly(
            "web ACL rule 'Geo' (GeoMatchStatement)",
            "web ACL rule 'Managed' (ManagedRuleGroupStatement)");
    assertThat(blocks(acl, call(Headers.NONE))).isFalse();
  }

  private static String sizeOfKey(String operator, int size) {
    return """
        {"SizeConstraintStatement": {"ComparisonOperator": "%s", "Size": %d,
         "FieldToMatch": {"SingleHeader": {"Name": "x-api-key"}}, %s}}
        """
        .formatted(operator, size, NONE);
  }

  private static String both(String operator, String first, String second) {
    return "{\"%sStatement\": {\"Statements\": [%s, %s]}}".formatted(operator, first, second);
  }

  private static String rate(String key) {
    return "{\"RateBasedStatement\": {\"Limit\": 10, \"EvaluationWindowSec\": 60, %s}}"
        .formatted(key);
  }

  private static String rule(String name, int priority, String action, String statement) {
    return "{\"Name\": \"%s\", \"Priority\": %d, \"Action\": %s, \"Statement\": %s}"
        .formatted(name, priority, action, statement);
  }

  private WebAcl blocking(String statement) {
    return acl(rule("Rule", 0, "{\"Block\": {}}", statement));
  }

  private WebAcl acl(String rules) {
    var environment =
        TestAssembly.in(directory)
            .stack(
                "Firewall",
                """
                {"Resources": {
                  "Set": {"Type": "AWS::WAFv2::IPSet", "Properties": {
                    "Addresses": ["198.51.100.0/25", "2001:db8::/32"]}},
                  "Acl": {"Type": "AWS::WAFv2::WebACL", "Properties": {
                    "DefaultAction": {"Allow": {}}, "Rules": [%s],
                    "CustomResponseBodies": {"slow": {
                      "ContentType": "APPLICATION_JSON", "Content": "{\\"slow\\":true}"}}}},
                  "Link": {"Type": "AWS::WAFv2::WebACLAssociation", "Properties": {
                    "ResourceArn": "stage", "WebACLArn": {"Fn::GetAtt": ["Acl", "Arn"]}}}}}
                """
                    .formatted(rules))
            .environment();
    return WebAcl.of(environment, "stage", () -> Instant.ofEpochMilli(now.get())).orElseThrow();
  }

  private static boolean blocks(WebAcl acl, WebRequest request) {
    return acl.evaluate(request) instanceof Verdict.Blocked;
  }

  private static WebRequest call(Headers headers) {
    return request("192.0.2.9", headers, "");
  }

  private static WebRequest from(String source) {
    return request(source, Headers.NONE, "");
  }

  private static WebRequest body(String text) {
    return request("192.0.2.9", Headers.NONE, text);
  }

  private static WebRequest request(String source, Headers headers, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new WebRequest(
        new Call("POST", "/live/admin", "", headers, bytes, false), CidrBlock.address(source));
  }
}
