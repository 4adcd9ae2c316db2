package io.portcullis.test.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request as it is sent, byte for byte.
 *
 * @param target path and query, as they are
 * @param headers lines, as they are
 */
record Wire(String method, String target, List<String> headers, byte[] body, boolean chunked) {
  Wire {
    headers = List.copyOf(headers);
  }

  /** The request, with the headers that its transport needs and that nobody wrote. */
  byte[] bytes(String host) {
    var lines = new ArrayList<String>();
    lines.add("%s %s HTTP/1.1".formatted(method, target));
    if (!has("host")) {
      lines.add("Host: " + host);
    }
    lines.addAll(headers);
    if (chunked) {
      lines.add("Transfer-Encoding: chunked");
    } else if (body.length > 0 && !has("content-length") && !has("transfer-encoding")) {
      lines.add("Content-Length: " + body.length);
    }
    var all = new ByteArrayOutputStream();
    all.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(UTF_8));
    if (chunked) {
      all.writeBytes("%x\r\n".formatted(body.length).getBytes(UTF_8));
    }
    all.writeBytes(body);
    if (chunked) {
      all.writeBytes("\r\n0\r\n\r\n".getBytes(UTF_8));
    }
    return all.toByteArray();
  }

  private boolean has(String name) {
    return headers.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"));
  }
}
