package com.example.usual;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.List;

/** Verifies the caller's JWT with the keys of its issuer. */
public final class UsualAuthorizer
    implements RequestHandler<APIGatewayCustomAuthorizerEvent, IamPolicyResponse> {
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** Called by Lambda, once per execution environment. */
  public UsualAuthorizer() throws MalformedURLException {
    var keys = URI.create(System.getenv("ISSUER") + "/.well-known/jwks.json").toURL();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, JWKSourceBuilder.create(keys).build()));
  }

  @Override
  public IamPolicyResponse handleRequest(APIGatewayCustomAuthorizerEvent event, Context context) {
    try {
      var token = event.getHeaders().get("Authorization").substring("Bearer ".length());
      var subject = processor.process(token, null).getSubject();
      var policy =
          IamPolicyResponse.PolicyDocument.builder()
              .withVersion(IamPolicyResponse.VERSION_2012_10_17)
              .withStatement(List.of(IamPolicyResponse.allowStatement(event.getMethodArn())))
              .build();
      return IamPolicyResponse.builder()
          .withPrincipalId(subject)
          .withPolicyDocument(policy)
          .build();
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new IllegalArgumentException("Unauthorized", e);
    }
  }
}
