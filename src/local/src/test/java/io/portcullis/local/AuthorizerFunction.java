package io.portcullis.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An authorizer in one class: reads the issuer's keys over HTTP, checks a token of RS256, and finds
 * the customer of its subject in the stage's variables.
 */
public final class AuthorizerFunction implements RequestStreamHandler {
  private static final String ANSWER =
      """
      {"principalId": "%1$s", "policyDocument": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": "%2$s/*"}]},
       "context": {"customer": "%1$s"}}
      """;

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    var token = found("\"Authorization\":\"Bearer ([^\"]+)\"", event).orElse("").split("\\.");
    if (token.length != 3 || !isSigned(token) || !isMeant(decoded(token[1]))) {
      throw new IllegalStateException("Unauthorized");
    }
    var subject = found("\"sub\":\"([^\"]+)\"", decoded(token[1])).orElse("");
    var customer = found("\"(\\w+)\":\"[^\"]*&subject=" + subject + "\"", event);
    var stage = found("\"methodArn\":\"([^/]+/[^/]+)/", event).orElseThrow();
    out.write(
        ANSWER
            .formatted(customer.orElseThrow(() -> new IllegalStateException("Unauthorized")), stage)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isSigned(String[] token) throws IOException {
    var header = decoded(token[0]);
    var keyId = found("\"kid\":\"([^\"]+)\"", header);
    if (!header.contains("\"alg\":\"RS256\"") || keyId.isEmpty()) {
      return false;
    }
    var keys = get(found("\"jwks_uri\":\"([^\"]+)\"", get(discovery())).orElseThrow());
    var key =
        Pattern.compile("\\{[^}]*}")
            .matcher(keys.substring(keys.indexOf('[')))
            .results()
            .map(match -> match.group())
            .filter(text -> text.contains(keyId.get()))
            .findFirst();
    return key.isPresent() && isSigned(token, key.get());
  }

  private static boolean isSigned(String[] token, String key) {
    try {
      var spec = new RSAPublicKeySpec(number("n", key), number("e", key));
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(spec));
      signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(token[2]));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean isMeant(String claims) {
    var now = Instant.now().getEpochSecond();
    var end = found("\"exp\":(\\d+)", claims).map(Long::valueOf).orElse(0L);
    var begin = found("\"nbf\":(\\d+)", claims).map(Long::valueOf).orElse(0L);
    return begin <= now
        && now < end
        && found("\"iss\":\"([^\"]+)\"", claims)
            .map(issuer -> issuer.replace("\\/", "/"))
            .equals(Optional.of(System.getenv("ISSUER")))
        && claims.contains("\"aud\":\"" + System.getenv("AUDIENCES") + "\"")
        && claims.contains("\"scope\":\"" + System.getenv("SCOPES") + "\"");
  }

  private static String discovery() {
    return System.getenv("ISSUER") + "/.well-known/openid-configuration";
  }

  private static String get(String url) throws IOException {
    try (var in = URI.create(url).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static BigInteger number(String name, String key) {
    var text = found("\"" + name + "\":\"([^\"]+)\"", key).orElseThrow();
    return new BigInteger(1, Base64.getUrlDecoder().decode(text));
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static Optional<String> found(String pattern, String text) {
    var matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
