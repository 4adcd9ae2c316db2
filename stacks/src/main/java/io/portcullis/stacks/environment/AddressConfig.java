package io.portcullis.stacks.environment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Under which name the API is called, and what a caller's TLS must bring. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AddressConfig.Default.class, name = "DEFAULT"),
  @JsonSubTypes.Type(value = AddressConfig.Domain.class, name = "DOMAIN"),
  @JsonSubTypes.Type(value = AddressConfig.MutualTls.class, name = "MUTUAL_TLS")
})
public sealed interface AddressConfig {

  /** The name that API Gateway gives. */
  record Default() implements AddressConfig {}

  /**
   * A name of one's own.
   *
   * @param name such as {@code models.example.com}
   * @param certificate ARN of its certificate in AWS Certificate Manager, of the same Region
   */
  record Domain(String name, String certificate) implements AddressConfig {
    public Domain {
      requireName(name);
      requireCertificate(certificate);
    }
  }

  /**
   * A name of one's own, for callers with a client certificate alone.
   *
   * @param truststoreBucket bucket that holds the certificate authorities of the callers
   * @param truststoreKey key of the file in it
   */
  record MutualTls(String name, String certificate, String truststoreBucket, String truststoreKey)
      implements AddressConfig {
    public MutualTls {
      requireName(name);
      requireCertificate(certificate);
      Rule.require(
          truststoreBucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
          "truststoreBucket",
          "must be the name of a bucket",
          truststoreBucket);
      Rule.require(
          !truststoreKey.isBlank(), "truststoreKey", "must be the key of a file", truststoreKey);
    }
  }

  private static void requireName(String name) {
    Rule.require(
        name.matches("([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z]{2,}"),
        "name",
        "must be a domain name such as models.example.com",
        name);
  }

  private static void requireCertificate(String arn) {
    Rule.require(
        arn.matches("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[0-9a-f-]+"),
        "certificate",
        "must be the ARN of a certificate in AWS Certificate Manager",
        arn);
  }
}
