package io.portcullis.proxy.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The text of a JSON object, which keeps every character but for a value that is put in. */
public record ObjectText(String text) {
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Puts a value in where the path has none, null or false.
   *
   * @param path names of members, from the outermost in
   * @param value JSON
   */
  public ObjectText with(List<String> path, String value) {
    try (var parser = JSON.createParser(text)) {
      parser.nextToken();
      return new ObjectText(put(parser, path, value));
    } catch (IOException e) {
      throw new UncheckedIOException("a text that was read before cannot be read", e);
    }
  }

  /** With the parser at the beginning of the object that the path begins in. */
  private String put(JsonParser parser, List<String> path, String value) throws IOException {
    var begin = begin(parser) + 1;
    var rest = path.subList(1, path.size());
    var token = parser.nextToken();
    var comma = token == JsonToken.END_OBJECT ? "" : ",";
    while (token == JsonToken.FIELD_NAME) {
      var found = parser.currentName().equals(path.get(0));
      token = parser.nextToken();
      if (found) {
        return token == JsonToken.START_OBJECT
            ? put(parser, rest, value)
            : replace(begin(parser), begin(parser) + parser.getTextLength(), nested(rest, value));
      }
      parser.skipChildren();
      token = parser.nextToken();
    }
    return replace(begin, begin, member(path.get(0), nested(rest, value)) + comma);
  }

  private String replace(int begin, int end, String replacement) {
    return text.substring(0, begin) + replacement + text.substring(end);
  }

  private static String nested(List<String> path, String value) {
    return path.isEmpty()
        ? value
        : "{" + member(path.get(0), nested(path.subList(1, path.size()), value)) + "}";
  }

  private static String member(String name, String value) {
    return "\"" + name + "\":" + value;
  }

  private static int begin(JsonParser parser) {
    return (int) parser.currentTokenLocation().getCharOffset();
  }
}
