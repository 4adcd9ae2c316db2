package io.portcullis.local.lambda;

import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The functions of an environment, each version with processes of its own.
 *
 * <p>Follows "Invoke" (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html) for the synchronous
 * invocation type, and "InvokeWithResponseStream".
 */
public final class Lambda implements AutoCloseable {
  static final String LATEST = "$LATEST";

  /** Bytes of an event at most. */
  private static final int EVENT_LIMIT = 6_291_456;

  private final Map<String, FunctionConfiguration> functions = new TreeMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final List<String> notRun = new ArrayList<>();
  private final Map<String, FunctionVersion> versions = new HashMap<>();
  private final RuntimeInterfaceClient client;
  private final ProcessVariables variables;
  private final Path state;
  private boolean closed;

  /**
   * Reads the functions of the template; starts nothing yet.
   *
   * @param state folder for unpacked packages and logs
   */
  public Lambda(Environment environment, ProcessVariables variables, Path state)
      throws IOException {
    this.variables = variables;
    this.state = state;
    this.client = RuntimeInterfaceClient.install(state.resolve("runtime"));
    for (var resource : environment.resources("AWS::Lambda::Function")) {
      FunctionConfiguration.of(resource)
          .ifPresentOrElse(
              function -> functions.put(function.name(), function),
              () ->
                  notRun.add(
                      "function '%s' (%s)"
                          .formatted(
                              resource.logicalId(),
                              resource.properties().text("Runtime").orElse("image"))));
    }
    for (var resource : environment.resources("AWS::Lambda::Version")) {
      resource.properties().find("FunctionName");
    }
    for (var alias : environment.resources("AWS::Lambda::Alias")) {
      aliases.put(alias.ref(), alias.properties().requiredText("FunctionVersion"));
    }
    FunctionPackage.keepOnly(
        functions.values().stream().map(FunctionConfiguration::code).toList(),
        state.resolve("functions"));
    Files.createDirectories(state.resolve("logs"));
    for (var function : functions.values()) {
      Files.deleteIfExists(log(function));
      Files.deleteIfExists(reports(function));
    }
  }

  /** Names of the functions that run here. */
  public List<String> names() {
    return List.copyOf(functions.keySet());
  }

  /** Functions on a runtime that this host does not have. */
  public List<String> notRun() {
    return List.copyOf(notRun);
  }

  /** ARN of a function, by its name or by the ARN itself; empty if it is not there. */
  public Optional<String> arn(String nameOrArn) {
    return functions.values().stream()
        .filter(function -> nameOrArn.equals(function.name()) || nameOrArn.equals(function.arn()))
        .map(FunctionConfiguration::arn)
        .findFirst();
  }

  public boolean has(String arn) {
    return functions.containsKey(FunctionArn.parse(arn).name());
  }

  /**
   * The variables that the template gives a function, as it sees them; empty if it is not there.
   */
  public Map<String, String> variables(String arn) {
    return Optional.ofNullable(functions.get(FunctionArn.parse(arn).name()))
        .map(variables::ofTemplate)
        .orElse(Map.of());
  }

  /** Starts the function before its first event. */
  public void warmUp(String arn) throws IOException, InterruptedException {
    version(FunctionArn.parse(arn), arn).warmUp();
  }

  /** Invokes a function, a version or an alias, and waits for the result. */
  public InvocationResult invoke(String arn, byte[] event)
      throws IOException, InterruptedException {
    var payload = new ByteArrayOutputStream();
    var result = invokeWithResponseStream(arn, event, payload::writeBytes);
    return result instanceof InvocationResult.Success
        ? new InvocationResult.Success(payload.toByteArray())
        : result;
  }

  /** The same by a function's name or its ARN; empty if it is not there. */
  public Optional<InvocationResult> invokeNamed(String nameOrArn, byte[] event)
      throws IOException, InterruptedException {
    var arn = arn(nameOrArn);
    return arn.isPresent() ? Optional.of(invoke(arn.get(), event)) : Optional.empty();
  }

  /**
   * The same, but passes on the payload as it comes; the result has none. A function may fail after
   * parts of its payload have been passed on.
   */
  public InvocationResult invokeWithResponseStream(
      String arn, byte[] event, Consumer<byte[]> payload) throws IOException, InterruptedException {
    var target = FunctionArn.parse(arn);
    if (!functions.containsKey(target.name())) {
      return new InvocationResult.Rejected("ResourceNotFoundException: Function not found: " + arn);
    }
    if (event.length > EVENT_LIMIT) {
      return new InvocationResult.Rejected(
          "RequestTooLargeException: %d byte payload is too large".formatted(event.length));
    }
    return version(target, arn).invoke(Invocation.of(arn, event, payload));
  }

  private synchronized FunctionVersion version(FunctionArn target, String arn) throws IOException {
    if (closed) {
      throw new IOException("the function host is closed");
    }
    var function = functions.get(target.name());
    if (function == null) {
      throw new AssemblyException("the template has no function '%s'".formatted(arn));
    }
    var qualifier = target.qualifier().orElse(LATEST);
    var version = aliases.getOrDefault(arn, qualifier);
    var key = function.name() + ":" + version;
    var known = versions.get(key);
    if (known == null) {
      var reports = new ErrorReports(reports(function));
      var taskRoot = FunctionPackage.unpack(function.code(), state.resolve("functions"));
      known =
          new FunctionVersion(
              function,
              () ->
                  ExecutionEnvironment.start(
                      function, version, taskRoot, client, variables, log(function), reports));
      versions.put(key, known);
    }
    return known;
  }

  /** Where the function's standard output goes. */
  public Path log(String arn) {
    return state.resolve("logs").resolve(FunctionArn.parse(arn).name() + ".log");
  }

  private Path log(FunctionConfiguration function) {
    return state.resolve("logs").resolve(function.name() + ".log");
  }

  private Path reports(FunctionConfiguration function) {
    return state.resolve("logs").resolve(function.name() + ".errors.log");
  }

  /** The processes that run now. */
  public synchronized List<ProcessHandle> processes() {
    return versions.values().stream().flatMap(version -> version.processes().stream()).toList();
  }

  @Override
  public void close() {
    List<FunctionVersion> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(versions.values());
    }
    open.forEach(FunctionVersion::close);
  }
}
