package io.portcullis.test.benchmark.coldstart;

import com.fasterxml.jackson.core.JsonFactory;
import io.portcullis.redaction.Redactor;
import io.portcullis.runtime.StreamHandler;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.constructs.Construct;

/**
 * Functions that ours are compared with, beside ours in the same stack: with the same memory and,
 * where they do the same, the same variables.
 */
final class ComparedFunctions {
  private static final String USUAL = "com.example.usual.Usual";
  private static final String WRAPPER = "AWS_LAMBDA_EXEC_WRAPPER";
  private static final int MEMORY = 512;

  private ComparedFunctions() {}

  /**
   * @param folder for packages
   */
  static void addTo(EnvironmentStage stage, Path folder) {
    try {
      var gateway = stage.getGateway();
      var proxy = gateway.getGateway().getProxy().getFunction();
      var authorizer = gateway.getGateway().getAuthorizer().orElseThrow().getFunction();
      var usual = Repository.root().resolve("test/usual/target/classes");
      asOurs(add(gateway, "UsualProxy", USUAL + "Proxy", usual), proxy);
      asOurs(add(gateway, "UsualAuthorizer", USUAL + "Authorizer", usual), authorizer);
      add(gateway, "UsualRotation", USUAL + "Rotation", usual);
      add(gateway, "Empty", EmptyFunction.class.getName(), empty(folder.resolve("empty")));
      var stream = add(gateway, "Stream", EmptyStream.class.getName(), stream(folder));
      stream.addEnvironment(WRAPPER, "/var/task/runtime.sh");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Function add(Construct scope, String id, String handler, Path code) {
    var function =
        Function.Builder.create(scope, id)
            .runtime(Runtime.JAVA_25)
            .memorySize(MEMORY)
            .handler(handler)
            .code(Code.fromAsset(code.toString()))
            .timeout(Duration.seconds(30))
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .build();
    function.addAlias("live");
    return function;
  }

  /** Gives a function the variables of one of ours, but runs it as AWS does. */
  private static void asOurs(Function function, Function ours) {
    var resource = (CfnFunction) function.getNode().getDefaultChild();
    var environment = ((CfnFunction) ours.getNode().getDefaultChild()).getEnvironment();
    resource.setEnvironment(Token.asAny(environment));
    resource.addPropertyDeletionOverride("Environment.Variables." + WRAPPER);
  }

  private static Path empty(Path folder) throws IOException {
    copy(EmptyFunction.class, folder);
    return folder;
  }

  private static Path stream(Path folder) throws IOException {
    var stream = folder.resolve("stream");
    copy(EmptyStream.class, stream);
    copyAll(StreamHandler.class, stream);
    copyAll(Redactor.class, stream);
    copyAll(JsonFactory.class, stream);
    Files.setPosixFilePermissions(
        stream.resolve("runtime.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    return stream;
  }

  private static void copy(Class<?> type, Path folder) throws IOException {
    var name = type.getName().replace('.', '/') + ".class";
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (var in = type.getClassLoader().getResourceAsStream(name)) {
      Files.copy(in, file);
    }
  }

  /** Everything of the jar that a class is in. */
  private static void copyAll(Class<?> type, Path folder) throws IOException {
    try (var jar = FileSystems.newFileSystem(URI.create("jar:" + source(type)), Map.of());
        var entries = Files.walk(jar.getPath("/"))) {
      for (var entry : entries.filter(Files::isRegularFile).toList()) {
        var file = folder.resolve(entry.toString().substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, Files.readAllBytes(entry));
      }
    }
  }

  private static URI source(Class<?> type) {
    try {
      return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path entry is no URI", e);
    }
  }
}
