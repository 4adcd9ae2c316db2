package io.portcullis.stacks;

import io.portcullis.constructs.api.InferenceApi;
import io.portcullis.constructs.api.InferenceApiProps;
import io.portcullis.stacks.environment.AddressConfig;
import software.amazon.awscdk.services.apigateway.DomainNameOptions;
import software.amazon.awscdk.services.apigateway.MTLSConfig;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** The name that an environment's API is called under; certificate and truststore are imported. */
record ApiAddress(Construct scope) {
  void set(AddressConfig address, InferenceApiProps.Builder<InferenceApi> api) {
    if (address instanceof AddressConfig.Domain domain) {
      api.domain(options(domain.name(), domain.certificate()).build());
    }
    if (address instanceof AddressConfig.MutualTls mutual) {
      api.domain(options(mutual.name(), mutual.certificate()).mtls(truststore(mutual)).build());
    }
  }

  private DomainNameOptions.Builder options(String name, String certificate) {
    return DomainNameOptions.builder()
        .domainName(name)
        .certificate(Certificate.fromCertificateArn(scope, "Certificate", certificate));
  }

  private MTLSConfig truststore(AddressConfig.MutualTls mutual) {
    return MTLSConfig.builder()
        .bucket(Bucket.fromBucketName(scope, "Truststore", mutual.truststoreBucket()))
        .key(mutual.truststoreKey())
        .build();
  }
}
