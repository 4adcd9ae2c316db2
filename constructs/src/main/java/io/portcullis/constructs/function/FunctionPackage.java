package io.portcullis.constructs.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import software.amazon.awscdk.services.lambda.Code;

/** The package of a function, as it travels inside the jar of this library. */
public enum FunctionPackage {
  PROXY("proxy"),
  ROTATION("rotation"),
  AUTHORIZER("authorizer");

  private final String module;

  FunctionPackage(String module) {
    this.module = module;
  }

  /**
   * The package as an asset of the stack that uses it.
   *
   * @throws IllegalStateException if the jar was built without it
   */
  public Code code() {
    var resource = "/functions/portcullis-%s.zip".formatted(module);
    try (var content = FunctionPackage.class.getResourceAsStream(resource)) {
      if (content == null) {
        throw new IllegalStateException(
            "'%s' is not in the library, package the module 'src/%s' first"
                .formatted(resource, module));
      }
      var file = Files.createTempFile("portcullis-" + module + "-", ".zip");
      file.toFile().deleteOnExit();
      Files.write(file, content.readAllBytes());
      return Code.fromAsset(file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unpack '%s'".formatted(resource), e);
    }
  }
}
