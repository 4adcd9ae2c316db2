package io.portcullis.local.waf;

import static io.portcullis.local.waf.TestWebAcl.BLOCK;
import static io.portcullis.local.waf.TestWebAcl.COUNT;
import static io.portcullis.local.waf.TestWebAcl.blocks;
import static io.portcullis.local.waf.TestWebAcl.both;
import static io.portcullis.local.waf.TestWebAcl.from;
import static io.portcullis.local.waf.TestWebAcl.inSet;
import static io.portcullis.local.waf.TestWebAcl.key;
import static io.portcullis.local.waf.TestWebAcl.not;
import static io.portcullis.local.waf.TestWebAcl.rule;
import static io.portcullis.local.waf.TestWebAcl.sizeOfKey;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a web ACL makes of its rules. */
class WebAclTest {
  @TempDir private Path directory;

  @Test
  void rulesApplyByPriority_allowEndsEvaluation() {
    var acl =
        acl(
            rule("Late", 5, BLOCK, sizeOfKey("GE", 1)),
            rule("Early", 1, "{\"Allow\": {}}", sizeOfKey("GE", 2)));

    assertThat(blocks(acl, key("k"))).isTrue();
    assertThat(blocks(acl, key("kk"))).isFalse();
  }

  @Test
  void countedRule_letsPass_andLaterRulesStillRefuse() {
    var acl =
        acl(
            rule("Watch", 0, COUNT, sizeOfKey("GE", 0)),
            rule("Refuse", 1, BLOCK, sizeOfKey("GE", 2)));

    assertThat(blocks(acl, key("k"))).isFalse();
    assertThat(blocks(acl, key("kk"))).isTrue();
  }

  @Test
  void countedRule_isShownAsCounting() {
    var acl = acl(rule("Watch", 0, COUNT, sizeOfKey("GE", 0)));

    assertThat(acl.describe()).containsExactly("Watch (count)", "otherwise allow");
  }

  @Test
  void customResponse_isWhatTheCallerGets() {
    var acl =
        acl(
            rule(
                "Refuse",
                0,
                """
                {"Block": {"CustomResponse": {"ResponseCode": 429, "CustomResponseBodyKey": "slow",
                 "ResponseHeaders": [{"Name": "retry-after", "Value": "60"}]}}}
                """,
                sizeOfKey("GE", 0)));

    var verdict = acl.evaluate(key("k"));

    assertThat(verdict).isInstanceOf(Verdict.Blocked.class);
    var answer = ((Verdict.Blocked) verdict).answer().orElseThrow();
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers().first("content-type")).contains("application/json");
    assertThat(answer.headers().first("retry-after")).contains("60");
    assertThat(answer.bodyText()).isEqualTo("{\"slow\":true}");
  }

  @Test
  void whatOnlyAwsEvaluates_isNamedAndSkipped() {
    var acl =
        acl(
            rule("Geo", 0, BLOCK, "{\"GeoMatchStatement\": {\"CountryCodes\": [\"AQ\"]}}"),
            rule("Managed", 1, BLOCK, "{\"ManagedRuleGroupStatement\": {\"Name\": \"x\"}}"),
            rule("Captcha", 2, "{\"Captcha\": {}}", sizeOfKey("GE", 0)));

    assertThat(acl.notEvaluated())
        .containsExactly(
            "web ACL rule 'Geo' (GeoMatchStatement)",
            "web ACL rule 'Managed' (ManagedRuleGroupStatement)",
            "web ACL rule 'Captcha' (action Captcha)");
    assertThat(blocks(acl, key("k"))).isFalse();
  }

  @Test
  void ruleWithAPartThatOnlyAwsEvaluates_isSkippedAsAWhole() {
    var elsewhere = not("{\"GeoMatchStatement\": {\"CountryCodes\": [\"DE\"]}}");
    var acl =
        acl(
            rule("Or", 0, BLOCK, both("Or", sizeOfKey("GE", 0), elsewhere)),
            rule("And", 1, BLOCK, both("And", sizeOfKey("GE", 0), elsewhere)),
            rule(
                "Rate",
                2,
                BLOCK,
                """
                {"RateBasedStatement": {"Limit": 10, "AggregateKeyType": "IP",
                 "ScopeDownStatement": %s}}
                """
                    .formatted(elsewhere)));

    assertThat(acl.notEvaluated())
        .containsExactly(
            "web ACL rule 'Or' (GeoMatchStatement)",
            "web ACL rule 'And' (GeoMatchStatement)",
            "web ACL rule 'Rate' (GeoMatchStatement)");
    assertThat(blocks(acl, key("k"))).isFalse();
  }

  @Test
  void allowList_isWhatIsInAnySetOfTheRuleThatRefusesTheRest() {
    var acl = acl(rule("Networks", 0, BLOCK, not(both("Or", inSet("V4"), inSet("V6")))));

    assertThat(acl.allowList().orElseThrow().blocks()).hasSize(2);
    assertThat(blocks(acl, from("198.51.100.7"))).isFalse();
    assertThat(blocks(acl, from("2001:db8::7"))).isFalse();
    assertThat(blocks(acl, from("192.0.2.7"))).isTrue();
  }

  @Test
  void admitsAddressesThatAreAllowedAndNotDenied() {
    var acl =
        acl(
            rule("Denied", 0, BLOCK, inSet("V6")),
            rule("Networks", 1, BLOCK, not(both("Or", inSet("V4"), inSet("V6")))));

    assertThat(acl.admits(CidrBlock.address("198.51.100.7"))).isTrue();
    assertThat(acl.admits(CidrBlock.address("2001:db8::7"))).isFalse();
    assertThat(acl.admits(CidrBlock.address("192.0.2.7"))).isFalse();
  }

  @Test
  void countedRule_isNoAllowListAndNoRate() {
    var acl =
        acl(
            rule("Networks", 0, COUNT, not(inSet("V4"))),
            rule(
                "Rate",
                1,
                COUNT,
                "{\"RateBasedStatement\": {\"Limit\": 10, \"AggregateKeyType\": \"IP\"}}"));

    assertThat(acl.allowList()).isEmpty();
    assertThat(acl.rate()).isEmpty();
  }

  private WebAcl acl(String... rules) {
    return TestWebAcl.acl(directory, InstantSource.system(), rules);
  }
}
