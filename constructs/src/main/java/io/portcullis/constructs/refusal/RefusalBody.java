package io.portcullis.constructs.refusal;

/** The body of a refusal, the same from every layer and the proxy. */
public final class RefusalBody {
  private RefusalBody() {}

  /**
   * JSON.
   *
   * @param type one of the OpenAI API's, by which its clients choose their exceptions
   * @param requestId JSON, since a layer may know none
   */
  public static String of(
      String message, String type, String code, String layer, String requestId) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"code\":\"%s\",\"layer\":\"%s\",\"request_id\":%s}}"
        .formatted(message, type, code, layer, requestId);
  }
}
