package io.portcullis.constructs.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.apigateway.CorsOptions;
import software.amazon.awscdk.services.apigateway.IResource;

/**
 * Lets the pages of one other origin call from a browser. One alone: what API Gateway itself
 * refuses has constant headers, which cannot tell origins apart.
 */
final class CrossOrigin {
  /**
   * Variable of the stage by which the proxy knows the origin; customers' variables are lower case.
   */
  static final String VARIABLE = "ALLOWED_ORIGIN";

  private static final String ALLOWED = "Access-Control-Allow-Origin";

  /** Of an answer itself; a preflight's says nothing to a browser. */
  private static final String EXPOSED = "Access-Control-Expose-Headers";

  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?");

  private CrossOrigin() {}

  static void check(CorsOptions cors) {
    var origins = cors.getAllowOrigins();
    if (origins.size() != 1
        || !ORIGIN.matcher(origins.get(0)).matches() && !Token.isUnresolved(origins.get(0))) {
      throw new IllegalArgumentException(
          "'cors' must allow one origin such as https://app.example.com, got '%s'"
              .formatted(String.join(", ", origins)));
    }
    if (Boolean.TRUE.equals(cors.getAllowCredentials())) {
      throw new IllegalArgumentException(
          "'cors' must not allow credentials, scripts put keys and signatures into headers themselves");
    }
  }

  /**
   * The headers of an answer that the origin's pages may read, and of it what tells them something.
   */
  static Map<String, String> readable(Map<String, String> headers, String origin) {
    var readable = new LinkedHashMap<>(headers);
    readable.put(ALLOWED, origin);
    if (!headers.isEmpty()) {
      readable.put(EXPOSED, String.join(", ", headers.keySet()));
    }
    return readable;
  }

  static String origin(CorsOptions cors) {
    return cors.getAllowOrigins().get(0);
  }

  /** Answers a browser that asks before it calls, without key and signature. */
  static void addPreflight(IResource resource, InferenceRoute route, CorsOptions cors) {
    resource.addCorsPreflight(
        CorsOptions.builder()
            .allowOrigins(cors.getAllowOrigins())
            .allowMethods(
                cors.getAllowMethods() == null ? List.of(route.method()) : cors.getAllowMethods())
            .allowHeaders(cors.getAllowHeaders())
            .exposeHeaders(cors.getExposeHeaders())
            .maxAge(cors.getMaxAge())
            .disableCache(cors.getDisableCache())
            .statusCode(cors.getStatusCode())
            .build());
  }
}
