package io.portcullis.local.waf;

import static io.portcullis.local.waf.TestWebAcl.BLOCK;
import static io.portcullis.local.waf.TestWebAcl.COUNT;
import static io.portcullis.local.waf.TestWebAcl.blocks;
import static io.portcullis.local.waf.TestWebAcl.both;
import static io.portcullis.local.waf.TestWebAcl.key;
import static io.portcullis.local.waf.TestWebAcl.label;
import static io.portcullis.local.waf.TestWebAcl.not;
import static io.portcullis.local.waf.TestWebAcl.rule;
import static io.portcullis.local.waf.TestWebAcl.sizeOfKey;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelMatchStatementTest {
  private static final String LABELS = "[{\"Name\": \"key:length:short\"}]";
  private static final String GEO = "{\"GeoMatchStatement\": {\"CountryCodes\": [\"AQ\"]}}";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "LABEL, short, true",
    "LABEL, length:short, true",
    "LABEL, key:length:short, true",
    "LABEL, ort, false",
    "LABEL, length, false",
    "LABEL, key:short, false",
    "LABEL, Short, false",
    "NAMESPACE, key:, true",
    "NAMESPACE, length:, true",
    "NAMESPACE, key:length:, true",
    "NAMESPACE, short:, false",
    "NAMESPACE, len:, false",
    "NAMESPACE, length:key:, false"
  })
  void matchesWhatACountedRuleLabelled(String scope, String labelKey, boolean blocked) {
    var acl =
        acl(
            rule("Watch", 0, COUNT, sizeOfKey("LT", 3), LABELS),
            rule("Refuse", 1, BLOCK, label(scope, labelKey)));

    assertThat(blocks(acl, key("k"))).isEqualTo(blocked);
    assertThat(blocks(acl, key("long"))).isFalse();
  }

  @Test
  void doesNotMatchWhatALaterRuleLabels() {
    var acl =
        acl(
            rule("Refuse", 0, BLOCK, label("LABEL", "short")),
            rule("Watch", 1, COUNT, sizeOfKey("LT", 3), LABELS));

    assertThat(blocks(acl, key("k"))).isFalse();
  }

  @Test
  void keepsLabelsOfOneRequestFromTheNext() {
    var acl =
        acl(
            rule("Watch", 0, COUNT, sizeOfKey("LT", 3), LABELS),
            rule("Refuse", 1, BLOCK, label("LABEL", "short")));

    assertThat(blocks(acl, key("k"))).isTrue();
    assertThat(blocks(acl, key("long"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "LABEL, awswaf:managed:aws:core-rule-set:CrossSiteScripting_Body",
    "NAMESPACE, awswaf:managed:aws:core-rule-set:",
    "LABEL, awswaf:clientip:geo:country:DE"
  })
  void isNotEvaluated_forLabelsThatAwsPutsOn(String scope, String labelKey) {
    var acl = acl(rule("Refuse", 0, BLOCK, not(label(scope, labelKey))));

    assertThat(acl.notEvaluated())
        .containsExactly("web ACL rule 'Refuse' (label %s)".formatted(labelKey));
    assertThat(blocks(acl, key("k"))).isFalse();
  }

  @Test
  void isNotEvaluated_forLabelsOfARuleThatIsNot() {
    var acl =
        acl(
            rule("Refuse", 1, BLOCK, both("And", sizeOfKey("GE", 0), label("LABEL", "short"))),
            rule("Geo", 0, COUNT, GEO, LABELS));

    assertThat(acl.notEvaluated())
        .containsExactly(
            "web ACL rule 'Geo' (GeoMatchStatement)", "web ACL rule 'Refuse' (label short)");
  }

  private WebAcl acl(String... rules) {
    return TestWebAcl.acl(directory, InstantSource.system(), rules);
  }
}
