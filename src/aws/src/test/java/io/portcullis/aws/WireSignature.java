package io.portcullis.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature that a request to the path {@code /} should have had, by what was received of it.
 *
 * <p>Follows "Create a signed AWS API request"
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html), step by
 * step and without the SDK.
 */
record WireSignature(String scope, List<String> signedHeaders, String signature) {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=[^/]+/(.+), SignedHeaders=(.+), Signature=([0-9a-f]{64})");

  static WireSignature parse(String authorization) {
    var matcher = AUTHORIZATION.matcher(authorization);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(authorization);
    }
    return new WireSignature(
        matcher.group(1), List.of(matcher.group(2).split(";")), matcher.group(3));
  }

  static String expected(
      String authorization, UnaryOperator<String> headers, String body, String secretKey)
      throws GeneralSecurityException {
    var sent = parse(authorization);
    var canonical = new StringBuilder("POST\n/\n\n");
    for (var name : sent.signedHeaders()) {
      canonical.append(name).append(':').append(headers.apply(name)).append('\n');
    }
    canonical.append('\n').append(String.join(";", sent.signedHeaders())).append('\n');
    canonical.append(hash(body));
    var toSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            headers.apply("x-amz-date"),
            sent.scope(),
            hash(canonical.toString()));
    var key = ("AWS4" + secretKey).getBytes(UTF_8);
    for (var part : sent.scope().split("/")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static String hash(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
