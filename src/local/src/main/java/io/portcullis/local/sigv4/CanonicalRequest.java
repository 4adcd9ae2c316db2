package io.portcullis.local.sigv4;

import io.portcullis.local.http.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A request in the one form that both sides sign.
 *
 * <p>Follows "Create a signed AWS API request", "Create a canonical request"
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html): the path is
 * normalized and encoded once more, as for every service but S3. The body's hash is taken from the
 * body, whatever {@code x-amz-content-sha256} says.
 */
final class CanonicalRequest {
  private CanonicalRequest() {}

  /**
   * Writes it.
   *
   * @param signedHeaders in order, each of them in the request
   */
  static String of(Call call, List<String> signedHeaders) {
    return String.join(
        "\n",
        call.method(),
        path(call.path()),
        query(call.query()),
        signedHeaders.stream().map(name -> header(call, name)).collect(Collectors.joining()),
        String.join(";", signedHeaders),
        Hash.hex(Hash.sha256(call.body())));
  }

  private static String path(String raw) {
    var kept = new ArrayDeque<String>();
    for (var segment : raw.split("/")) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> kept.pollLast();
        default -> kept.addLast(encoded(segment));
      }
    }
    var path = "/" + String.join("/", kept);
    return raw.matches(".*/\\.{0,2}") && path.length() > 1 ? path + "/" : path;
  }

  private static String query(String raw) {
    var pairs = new ArrayList<List<String>>();
    for (var pair : raw.split("&")) {
      if (!pair.isEmpty()) {
        var parts = pair.split("=", 2);
        pairs.add(List.of(again(parts[0]), parts.length < 2 ? "" : again(parts[1])));
      }
    }
    pairs.sort(
        Comparator.comparing((List<String> pair) -> pair.get(0))
            .thenComparing(pair -> pair.get(1)));
    return pairs.stream()
        .map(pair -> pair.get(0) + "=" + pair.get(1))
        .collect(Collectors.joining("&"));
  }

  /** All fields of the name count: one that was slipped in changes the signature. */
  private static String header(Call call, String name) {
    var values =
        call.headers().all(name).stream().map(value -> value.trim().replaceAll(" +", " ")).toList();
    return name + ":" + String.join(",", values) + "\n";
  }

  private static String again(String text) {
    try {
      return encoded(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return encoded(text);
    }
  }

  private static String encoded(String text) {
    var result = new StringBuilder();
    for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
      var character = (char) (octet & 0xff);
      if (character < 128
          && (Character.isLetterOrDigit(character) || "-_.~".indexOf(character) >= 0)) {
        result.append(character);
      } else {
        result.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return result.toString();
  }
}
