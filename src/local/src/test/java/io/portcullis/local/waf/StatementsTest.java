package io.portcullis.local.waf;

import static io.portcullis.local.waf.TestWebAcl.BLOCK;
import static io.portcullis.local.waf.TestWebAcl.NONE;
import static io.portcullis.local.waf.TestWebAcl.blocks;
import static io.portcullis.local.waf.TestWebAcl.body;
import static io.portcullis.local.waf.TestWebAcl.both;
import static io.portcullis.local.waf.TestWebAcl.call;
import static io.portcullis.local.waf.TestWebAcl.from;
import static io.portcullis.local.waf.TestWebAcl.inSet;
import static io.portcullis.local.waf.TestWebAcl.key;
import static io.portcullis.local.waf.TestWebAcl.not;
import static io.portcullis.local.waf.TestWebAcl.request;
import static io.portcullis.local.waf.TestWebAcl.rule;
import static io.portcullis.local.waf.TestWebAcl.size;
import static io.portcullis.local.waf.TestWebAcl.sizeOfKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.http.Headers;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of statement matches. */
class StatementsTest {
  /** The inspection limit of the test's web ACL, 32 KB. */
  private static final int LIMIT = 32 * 1024;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "V4, 198.51.100.7, true",
    "V4, 198.51.100.128, false",
    "V4, 2001:db8::5, false",
    "V4, ::ffff:198.51.100.7, true",
    "V6, 2001:db8::5, true",
    "V6, 2001:DB8:0:0::5, true",
    "V6, 2001:db9::5, false",
    "V6, ::1, false",
    "V6, 198.51.100.7, false",
    "Empty, 198.51.100.7, false"
  })
  void ipSet_matchesItsRangesAlone(String set, String source, boolean blocked) {
    assertThat(blocks(blocking(inSet(set)), from(source))).isEqualTo(blocked);
  }

  @Test
  void notOfTheEmptySet_refusesEverybody() {
    var acl = blocking(not(inSet("Empty")));

    assertThat(blocks(acl, from("198.51.100.7"))).isTrue();
    assertThat(blocks(acl, from("2001:db8::5"))).isTrue();
  }

  @Test
  void sizeConstraint_doesNotMatchAMissingHeader() {
    var acl = blocking(sizeOfKey("GE", 0));

    assertThat(blocks(acl, call(Headers.NONE))).isFalse();
    assertThat(blocks(acl, key(""))).isTrue();
  }

  @Test
  void notOfSize_refusesMissingAndEmptyKeys() {
    var acl = blocking(not(sizeOfKey("GT", 0)));

    assertThat(blocks(acl, call(Headers.NONE))).isTrue();
    assertThat(blocks(acl, key(""))).isTrue();
    assertThat(blocks(acl, call(Headers.of("X-Api-Key", "k")))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "MATCH, 40000, true",
    "MATCH, 10, true",
    "NO_MATCH, 10, false",
    "CONTINUE, 40000, false",
    "CONTINUE, 10, true"
  })
  void bodyBeyondTheInspectionLimit_isWhatTheRuleSays(
      String oversizeHandling, int size, boolean blocked) {
    var acl = blocking(size(bodyWith(oversizeHandling), "GT", size));

    assertThat(blocks(acl, body("x".repeat(LIMIT + 1)))).isEqualTo(blocked);
  }

  @Test
  void bodyOfTheInspectionLimit_isInspectedWhole() {
    var acl = blocking(size(bodyWith("MATCH"), "GT", LIMIT));

    assertThat(blocks(acl, body("x".repeat(LIMIT)))).isFalse();
    assertThat(blocks(acl, body("x".repeat(LIMIT + 1)))).isTrue();
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
    var acl = blocking(byteMatch("{\"UriPath\": {}}", constraint, search));

    assertThat(blocks(acl, call(Headers.NONE))).isEqualTo(blocked);
  }

  @ParameterizedTest
  @CsvSource({"POST, true", "GET, false"})
  void byteMatch_seesTheMethod(String method, boolean blocked) {
    var acl = blocking(byteMatch("{\"Method\": {}}", "EXACTLY", method));

    assertThat(blocks(acl, call(Headers.NONE))).isEqualTo(blocked);
  }

  @Test
  void byteMatch_seesAHeader() {
    var acl =
        blocking(
            byteMatch("{\"SingleHeader\": {\"Name\": \"user-agent\"}}", "STARTS_WITH", "scanner"));

    assertThat(blocks(acl, call(Headers.of("User-Agent", "scanner/1")))).isTrue();
    assertThat(blocks(acl, call(Headers.of("User-Agent", "client/1")))).isFalse();
    assertThat(blocks(acl, call(Headers.NONE))).isFalse();
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{}       | application/json               | false",
        "{}       | Application/JSON;charset=UTF-8 | false",
        "{}       | text/plain                     | true",
        "{}       | application/jsonp              | true",
        "{}       | -                              | true",
        "''       | text/plain                     | false"
      })
  void bodyWithAnotherContentType_isToldByAnd_Not_AndRegex(
      String body, String contentType, boolean blocked) {
    var acl =
        blocking(
            both(
                "And",
                size(bodyWith("MATCH"), "GT", 0),
                not(
                    """
                    {"RegexMatchStatement": {"RegexString": "^application/json\\\\s*(;|$)",
                     "FieldToMatch": {"SingleHeader": {"Name": "content-type"}},
                     "TextTransformations": [{"Priority": 0, "Type": "LOWERCASE"}]}}
                    """)));
    var headers = contentType == null ? Headers.NONE : Headers.of("Content-Type", contentType);

    assertThat(blocks(acl, request("192.0.2.9", headers, body))).isEqualTo(blocked);
  }

  @Test
  void regexThatOnlyAwsUnderstands_isNamed() {
    var acl =
        blocking(
            """
            {"RegexMatchStatement": {"RegexString": "(?P<name>x)",
             "FieldToMatch": {"UriPath": {}}, %s}}
            """
                .formatted(NONE));

    assertThat(acl.notEvaluated())
        .containsExactly("web ACL rule 'Rule' (regular expression (?P<name>x))");
  }

  @Test
  void andMatchesAll_orMatchesAny() {
    var yes = sizeOfKey("GE", 1);
    var no = sizeOfKey("GE", 9);

    assertThat(blocks(blocking(both("And", yes, no)), key("k"))).isFalse();
    assertThat(blocks(blocking(both("And", yes, yes)), key("k"))).isTrue();
    assertThat(blocks(blocking(both("Or", no, yes)), key("k"))).isTrue();
    assertThat(blocks(blocking(both("Or", no, no)), key("k"))).isFalse();
  }

  private static String bodyWith(String oversizeHandling) {
    return "{\"Body\": {\"OversizeHandling\": \"%s\"}}".formatted(oversizeHandling);
  }

  private static String byteMatch(String field, String constraint, String search) {
    return """
        {"ByteMatchStatement": {"SearchString": "%s", "PositionalConstraint": "%s",
         "FieldToMatch": %s, %s}}
        """
        .formatted(search, constraint, field, NONE);
  }

  private WebAcl blocking(String statement) {
    return TestWebAcl.acl(directory, InstantSource.system(), rule("Rule", 0, BLOCK, statement));
  }
}
