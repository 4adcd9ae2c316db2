package io.portcullis.test;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.EnvironmentStage;
import io.portcullis.stacks.environment.DeploymentEnvironment;
import io.portcullis.stacks.environment.Environments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;

/** Synthesizes environments as {@code cdk synth} does, with the context of {@code cdk.json}. */
public final class Synthesis {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EXAMPLES = "examples/";

  private Synthesis() {}

  /** The names of the environments, each with a file. */
  public static Stream<String> environmentNames() {
    return committed().all().stream().map(DeploymentEnvironment::name);
  }

  public static Environments committed() {
    return new Environments(Repository.environments());
  }

  /** The names of the examples that a user copies, such as {@code examples/private}. */
  public static Stream<String> exampleNames() {
    return examples().all().stream().map(example -> EXAMPLES + example.name());
  }

  /** The environment or example of that name. */
  public static DeploymentEnvironment environment(String name) {
    return name.startsWith(EXAMPLES)
        ? examples().named(name.substring(EXAMPLES.length()))
        : committed().named(name);
  }

  /**
   * The environment of that name after an edit of its file.
   *
   * @param folder for the file
   */
  public static DeploymentEnvironment edited(String name, Path folder, UnaryOperator<String> edit)
      throws IOException {
    var text = Files.readString(file(name));
    var edited = edit.apply(text);
    if (edited.equals(text)) {
      throw new IllegalArgumentException("the edit changes nothing of environment " + name);
    }
    Files.writeString(Files.createDirectories(folder).resolve(name + ".yaml"), edited);
    return new Environments(folder).named(name);
  }

  private static Environments examples() {
    return new Environments(Repository.environments().resolve(EXAMPLES));
  }

  /** The stacks of a committed environment or example. */
  public static List<CloudFormationStackArtifact> stacks(DeploymentEnvironment environment) {
    return new CloudAssembly(shared(environment).orElseThrow().toString()).getStacksRecursively();
  }

  /** Writes the cloud assembly of an environment. */
  public static void write(DeploymentEnvironment environment, Path folder) {
    shared(environment)
        .ifPresentOrElse(
            assembly -> SharedAssemblies.copy(assembly, folder),
            () -> write(environment, folder, stage -> {}));
  }

  /** Writes the cloud assembly of an environment, after a change of its constructs. */
  public static CloudAssembly write(
      DeploymentEnvironment environment, Path folder, Consumer<EnvironmentStage> change) {
    var app = App.Builder.create().context(context()).outdir(folder.toString()).build();
    change.accept(new EnvironmentStage(app, environment));
    return app.synth();
  }

  /** The cloud assembly of an environment that has a file and is as the file says. */
  private static Optional<Path> shared(DeploymentEnvironment environment) {
    return Stream.of("", EXAMPLES)
        .map(folder -> folder + environment.name())
        .filter(name -> Files.exists(file(name)) && environment(name).equals(environment))
        .findFirst()
        .map(
            name ->
                SharedAssemblies.get(
                    name, inputs(name), folder -> write(environment, folder, stage -> {})));
  }

  /** What an environment or example is synthesized of, beside this build. */
  public static String inputs(String name) {
    try {
      return context() + Files.readString(file(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    return Repository.environments().resolve(name + ".yaml");
  }

  /** The same narrowed to one environment, as the CDK CLI hands it to the app. */
  public static String contextOf(String environment) {
    var context = new HashMap<>(context());
    context.put("environment", environment);
    return JSON.valueToTree(context).toString();
  }

  /** The context that {@code cdk.json} gives the app. */
  public static Map<String, Object> context() {
    try {
      var file = JSON.readTree(Repository.root().resolve("cdk.json").toFile());
      return JSON.convertValue(file.get("context"), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
