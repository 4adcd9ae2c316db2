package io.portcullis.local.waf;

import static io.portcullis.local.waf.TestWebAcl.BLOCK;
import static io.portcullis.local.waf.TestWebAcl.COUNT;
import static io.portcullis.local.waf.TestWebAcl.NONE;
import static io.portcullis.local.waf.TestWebAcl.blocks;
import static io.portcullis.local.waf.TestWebAcl.call;
import static io.portcullis.local.waf.TestWebAcl.from;
import static io.portcullis.local.waf.TestWebAcl.key;
import static io.portcullis.local.waf.TestWebAcl.request;
import static io.portcullis.local.waf.TestWebAcl.rule;
import static io.portcullis.local.waf.TestWebAcl.sizeOfKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.http.Headers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateBasedStatementTest {
  private static final String PER_ADDRESS = "\"AggregateKeyType\": \"IP\"";
  private static final String PER_KEY =
      """
      "AggregateKeyType": "CUSTOM_KEYS", "CustomKeys": [{"Header": {"Name": "x-api-key", %s}}]
      """
          .formatted(NONE);

  @TempDir private Path directory;
  private final AtomicLong now = new AtomicLong(1_000_000);

  @Test
  void refusesBeyondTheLimit_perAddress_untilTheWindowHasPassed() {
    var acl = limiting(PER_ADDRESS);

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
  void refusesBeyondTheLimit_perHeader_whateverTheAddress() {
    var acl = limiting(PER_KEY);

    for (int i = 0; i < 10; i++) {
      assertThat(blocks(acl, request("192.0.2." + i, Headers.of("x-api-key", "a"), ""))).isFalse();
    }
    assertThat(blocks(acl, key("a"))).isTrue();
    assertThat(blocks(acl, key("b"))).isFalse();
  }

  @Test
  void doesNotCountRequestsWithoutTheHeader() {
    var acl = limiting(PER_KEY);

    for (int i = 0; i < 30; i++) {
      assertThat(blocks(acl, call(Headers.NONE))).isFalse();
    }
  }

  @Test
  void countsAndRefusesOnlyWhatIsInItsScope() {
    var acl = limiting(PER_ADDRESS + ", \"ScopeDownStatement\": " + sizeOfKey("GT", 0));

    for (int i = 0; i < 30; i++) {
      assertThat(blocks(acl, call(Headers.NONE))).isFalse();
    }
    for (int i = 0; i < 10; i++) {
      assertThat(blocks(acl, key("k"))).isFalse();
    }
    assertThat(blocks(acl, key("k"))).isTrue();
    assertThat(blocks(acl, call(Headers.NONE))).isFalse();
  }

  @Test
  void rateOfAnAddress_isNotThatOfAKeyOrOfAScope() {
    var acl =
        acl(
            rule("PerKey", 0, BLOCK, rate(20, PER_KEY)),
            rule(
                "Scoped",
                1,
                BLOCK,
                rate(30, PER_ADDRESS + ", \"ScopeDownStatement\": " + sizeOfKey("GT", 0))),
            rule("Counted", 2, COUNT, rate(40, PER_ADDRESS)),
            rule("PerAddress", 3, BLOCK, rate(50, PER_ADDRESS)));

    assertThat(acl.rate()).contains(new WebAcl.Rate(50, Duration.ofMinutes(1)));
  }

  @Test
  void isDescribedWithItsLimit() {
    assertThat(limiting(PER_KEY).describe())
        .containsExactly("Rule (block, more than 10 in 60 s)", "otherwise allow");
  }

  @Test
  void keyThatOnlyAwsKnows_isNamed() {
    var acl = limiting("\"AggregateKeyType\": \"CUSTOM_KEYS\", \"CustomKeys\": [{\"ASN\": {}}]");

    assertThat(acl.notEvaluated()).containsExactly("web ACL rule 'Rule' (aggregation key ASN)");
  }

  private WebAcl limiting(String key) {
    return acl(rule("Rule", 0, BLOCK, rate(10, key)));
  }

  private static String rate(int limit, String key) {
    return "{\"RateBasedStatement\": {\"Limit\": %d, \"EvaluationWindowSec\": 60, %s}}"
        .formatted(limit, key);
  }

  private WebAcl acl(String... rules) {
    return TestWebAcl.acl(directory, () -> Instant.ofEpochMilli(now.get()), rules);
  }
}
