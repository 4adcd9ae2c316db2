package io.portcullis.local.huggingface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenRightsTest {
  @ParameterizedTest
  @CsvSource({
    "documents, documents, true",
    "documents, documents-2, false",
    "documents*, documents-2, true",
    "*-prod, documents-prod, true",
    "*-prod, documents-dev, false",
    "*, anything, true",
    "doc.ments, documents, false"
  })
  void coverTheEndpointsOfTheirPatterns(String pattern, String endpoint, boolean covered) {
    var rights =
        new TokenRights(
            TokenRole.FINE_GRAINED, "acme", Set.of(TokenRights.INFER), List.of(pattern));

    assertThat(rights.mayInfer("acme", endpoint)).isEqualTo(covered);
    assertThat(rights.mayInfer("other", endpoint)).isFalse();
  }
}
