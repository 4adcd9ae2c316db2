package io.portcullis.constructs.policy.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that a stack uploads, by the key they get in the bucket.
 *
 * @param files the files
 */
record AssetManifest(Map<String, Path> files) {

  /** Reads the manifest beside a template, if there is one. */
  static AssetManifest beside(Path template) {
    var name = template.getFileName().toString().replace(".template.json", ".assets.json");
    var manifest = template.resolveSibling(name);
    var files = new HashMap<String, Path>();
    if (!manifest.equals(template) && Files.exists(manifest)) {
      for (var asset : StackFile.json(manifest).path("files")) {
        var file = template.resolveSibling(asset.at("/source/path").asText()).normalize();
        for (JsonNode destination : asset.path("destinations")) {
          files.put(destination.path("objectKey").asText(), file);
        }
      }
    }
    return new AssetManifest(Map.copyOf(files));
  }

  /** The file of that key, or of the key that a URL ends with. */
  Optional<Path> file(String keyOrUrl) {
    var key = keyOrUrl.substring(keyOrUrl.lastIndexOf('/') + 1);
    return Optional.ofNullable(files.get(key)).filter(Files::exists);
  }
}
