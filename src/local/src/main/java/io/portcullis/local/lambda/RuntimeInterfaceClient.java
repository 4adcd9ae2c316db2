package io.portcullis.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.portcullis.local.assembly.AssemblyException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.annotations.SdkProtectedApi;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The command that starts AWS's Java runtime interface client as the managed runtime does.
 *
 * <p>The client finds the function in its working directory: classes at the top and {@code
 * lib/*.jar}, in its own class loader ("Package structure",
 * docs.aws.amazon.com/lambda/latest/dg/java-package.html).
 *
 * @param classPath of the client alone, so that a function sees nothing of the host
 * @param nativeLibrary the client's own
 */
record RuntimeInterfaceClient(String classPath, Path nativeLibrary) {
  /** Share of the memory size that the managed runtime gives to the heap. */
  private static final double HEAP_SHARE = 0.85;

  /** Copies the main class below {@code directory} and finds the client's jars. */
  static RuntimeInterfaceClient install(Path directory) throws IOException {
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      throw new AssemblyException(
          "functions run on Linux alone: AWS's runtime interface client is native, got '%s'"
              .formatted(System.getProperty("os.name")));
    }
    var main = FunctionMain.class.getName().replace('.', '/') + ".class";
    var file = directory.resolve(main);
    Files.createDirectories(file.getParent());
    try (var in = FunctionMain.class.getClassLoader().getResourceAsStream(main)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    var jars =
        Stream.of(
                AWSLambda.class,
                Context.class,
                PojoSerializer.class,
                SdkInternalThreadLocal.class,
                SdkProtectedApi.class)
            .map(RuntimeInterfaceClient::jarOf)
            .distinct();
    var classPath =
        Stream.concat(Stream.of(directory.toAbsolutePath()), jars)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return new RuntimeInterfaceClient(classPath, NativeLibrary.install(directory));
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path entry is no URI", e);
    }
  }

  /** A JVM that starts quickly, with the heap that the memory size allows. */
  List<String> command(FunctionConfiguration function) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Xmx%dm".formatted((int) (function.memory() * HEAP_SHARE)));
    command.add("-D%s=%s".formatted(NativeLibrary.PROPERTY, nativeLibrary));
    command.addAll(List.of("-cp", classPath, FunctionMain.class.getName(), function.handler()));
    return List.copyOf(command);
  }
}
