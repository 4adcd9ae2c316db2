package io.portcullis.proxy.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.proxy.answer.Answer;
import io.portcullis.proxy.answer.ClientHeader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Optional;

/**
 * An answer as bytes: number of headers, their words and values, body. What it cost is not in it:
 * the call that others join pays.
 */
final class AnswerBytes {
  private AnswerBytes() {}

  static byte[] of(Answer.Completion answer) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(answer.headers().size());
      for (var header : answer.headers().entrySet()) {
        out.writeUTF(header.getKey().word());
        out.writeUTF(header.getValue());
      }
      out.write(answer.body().getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Absent if another version of this function wrote it in a way that this one does not know. */
  static Optional<Answer.Completion> read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      var headers = new EnumMap<ClientHeader, String>(ClientHeader.class);
      for (var left = in.readUnsignedByte(); left > 0; left--) {
        var word = in.readUTF();
        var value = in.readUTF();
        Arrays.stream(ClientHeader.values())
            .filter(header -> header.word().equals(word))
            .forEach(header -> headers.put(header, value));
      }
      return Optional.of(
          new Answer.Completion(headers, new String(in.readAllBytes(), UTF_8), Optional.empty()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
