package io.portcullis.test.benchmark;

import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.constructs.Construct;

/**
 * The project that {@code cdk init app --language java} makes, with one bucket in its stack and our
 * versions of the CDK: what a CDK app in Java is to most.
 *
 * @param folder where it is
 */
record OneBucketProject(Path folder) {
  private static final Path CDK = Repository.root().resolve("node_modules/.bin/cdk");
  private static final String PLACE = "// The code that defines your stack goes here";
  private static final String BUCKET =
      "new software.amazon.awscdk.services.s3.Bucket(this, \"Bucket\");";

  /**
   * @param parent an existing folder
   */
  static OneBucketProject createIn(Path parent) throws IOException, InterruptedException {
    var folder = Files.createDirectory(parent.resolve("one-bucket"));
    var created =
        Command.of(folder, CDK.toString(), "init", "app", "--language", "java", "--generate-only")
            .run();
    if (created.status() != 0) {
      throw new IllegalStateException(
          "'cdk init' must make a project, got:%n%s".formatted(created.output()));
    }
    var stack = folder.resolve("src/main/java/com/myorg/OneBucketStack.java");
    var source = Files.readString(stack);
    if (!source.contains(PLACE)) {
      throw new IllegalStateException("'%s' must be in '%s'".formatted(PLACE, stack));
    }
    Files.writeString(stack, source.replace(PLACE, BUCKET));
    return new OneBucketProject(folder);
  }

  /** {@code cdk synth}, by the program that the project's {@code cdk.json} names. */
  Command synth(Path output) {
    return Command.of(
        folder,
        CDK.toString(),
        "synth",
        "--quiet",
        "--no-notices",
        "--output",
        output.toString(),
        "--app",
        "mvn -e -q compile exec:java -Dcdk.version=%s -Dconstructs.version=%s"
            .formatted(version(App.class), version(Construct.class)));
  }

  private static String version(Class<?> type) {
    return type.getPackage().getImplementationVersion();
  }
}
