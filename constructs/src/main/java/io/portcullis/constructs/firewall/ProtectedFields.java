package io.portcullis.constructs.firewall;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;

/**
 * What a request must not show where AWS WAF shows requests. The web ACL's data protection covers
 * every place, the key of a rate and the part that a rule matched among them; the log's own
 * redaction covers the log alone, and removes what the other hashes.
 */
final class ProtectedFields {
  /**
   * Headers that carry credentials. Clients of the OpenAI API and of Azure's send theirs whether
   * they are asked for or not, and a signed call carries a session token.
   */
  private static final List<String> HEADERS =
      List.of(
          "api-key",
          "authorization",
          "cookie",
          "proxy-authorization",
          "x-amz-security-token",
          "x-api-key");

  private ProtectedFields() {}

  /**
   * Credentials become hashes, so that calls with the same one can still be told to belong
   * together. No route takes a query, so one is a mistake, an attack, or a credential in the wrong
   * place such as {@code ?api_key=…} or a presigned signature. A body is somebody's prompt, of
   * which not even a hash remains.
   */
  static CfnWebACL.DataProtectionConfigProperty dataProtection() {
    return CfnWebACL.DataProtectionConfigProperty.builder()
        .dataProtections(
            List.of(
                protect("HASH", field("SINGLE_HEADER").fieldKeys(HEADERS)),
                protect("HASH", field("QUERY_STRING")),
                protect("SUBSTITUTION", field("BODY"))))
        .build();
  }

  /** A body is never in the log. */
  static List<CfnLoggingConfiguration.FieldToMatchProperty> redacted() {
    return Stream.concat(
            HEADERS.stream().map(ProtectedFields::header),
            Stream.of(
                CfnLoggingConfiguration.FieldToMatchProperty.builder()
                    .queryString(Map.of())
                    .build()))
        .toList();
  }

  private static CfnWebACL.DataProtectProperty protect(
      String action, CfnWebACL.FieldToProtectProperty.Builder field) {
    return CfnWebACL.DataProtectProperty.builder().action(action).field(field.build()).build();
  }

  private static CfnWebACL.FieldToProtectProperty.Builder field(String type) {
    return CfnWebACL.FieldToProtectProperty.builder().fieldType(type);
  }

  private static CfnLoggingConfiguration.FieldToMatchProperty header(String name) {
    return CfnLoggingConfiguration.FieldToMatchProperty.builder()
        .singleHeader(Map.of("Name", name))
        .build();
  }
}
