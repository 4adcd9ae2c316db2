package io.portcullis.test.leak;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left of calls, by its place.
 *
 * @param logs what functions printed and reported, and the access log
 * @param files what functions wrote into their temporary folder
 * @param items of the tables
 * @param bodies what functions put into log groups of their own
 */
record Traces(
    Map<String, byte[]> logs,
    Map<String, byte[]> files,
    Map<String, byte[]> items,
    List<String> bodies) {

  /** What of the secrets each place holds; places without any are left out. */
  static Map<String, List<String>> found(Secrets secrets, Map<String, byte[]> places) {
    var found = new TreeMap<String, List<String>>();
    places.forEach(
        (place, bytes) -> {
          var here = secrets.in(bytes);
          if (!here.isEmpty()) {
            found.put(place, here);
          }
        });
    return found;
  }

  /** The files below a folder, with their names: those are places of secrets too. */
  static Map<String, byte[]> files(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        var name = folder.relativize(file).toString();
        files.put(name, joined(name.getBytes(UTF_8), Files.readAllBytes(file)));
      }
    }
    return files;
  }

  /** Items as DynamoDB writes them, by their keys. */
  static Map<String, byte[]> items(List<JsonNode> items) {
    var bytes = new TreeMap<String, byte[]>();
    items.forEach(
        item ->
            bytes.put(
                item.at("/id/S").asText(),
                joined(item.toString().getBytes(UTF_8), binaries(item))));
    return bytes;
  }

  /** The bytes of every attribute that has some, however deep. */
  private static byte[] binaries(JsonNode item) {
    return joined(
        item.findValues("B").stream()
            .map(value -> Base64.getDecoder().decode(value.asText()))
            .toArray(byte[][]::new));
  }

  private static byte[] joined(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    try {
      for (var part : parts) {
        all.write(part);
        all.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.toByteArray();
  }
}
