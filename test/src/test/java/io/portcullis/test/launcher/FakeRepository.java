package io.portcullis.test.launcher;

import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A folder with the launcher in it, whose programs do nothing but write down that they were called:
 * what the launcher does, and in which order, without an account.
 */
public final class FakeRepository {
  private static final String RECORD = "#!/bin/sh\necho \"%s $*\" >>\"%s\"\n";

  private final Path folder;
  private final Path calls;

  public FakeRepository(Path folder) throws IOException {
    this.folder = folder;
    this.calls = folder.resolve("calls");
    for (var input : List.of(".mvn", "src", "constructs", "stacks/target", "src/local/target")) {
      Files.createDirectories(folder.resolve(input));
    }
    for (var file : List.of("pom.xml", "cdk.json", "package-lock.json")) {
      Files.createFile(folder.resolve(file));
    }
    for (var module : List.of("stacks", "src/local")) {
      Files.writeString(folder.resolve(module).resolve("target/classpath"), "classpath");
    }
    for (var environment : List.of("dev", "prod")) {
      write("environments/" + environment + ".yaml", "");
    }
    Files.copy(Repository.root().resolve("portcullis"), folder.resolve("portcullis"));
    write("bin/javac", "#!/bin/sh\necho 'javac 17'\n");
    write("bin/node", "#!/bin/sh\necho v22.0.0\n");
    write("bin/mvn", "#!/bin/sh\necho 'Apache Maven 3.9.0'\n");
    write("bin/npm", "#!/bin/sh\nmkdir -p node_modules\n");
    write("bin/java", RECORD.formatted("java", calls));
    write("node_modules/.bin/cdk", RECORD.formatted("cdk", calls));
  }

  /** Lets a program of the app end with status 1, after one line. */
  void let(String program, String line) throws IOException {
    write(
        "bin/java",
        RECORD.formatted("java", calls)
            + "case \"$*\" in *%s*) echo '%s' >&2; exit 1 ;; esac\n".formatted(program, line));
  }

  public Command.Result run(String... arguments) throws Exception {
    return Command.of(folder, "./portcullis")
        .and(arguments)
        .with("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"))
        .with("JAVA_HOME", "")
        .run();
  }

  /** What was called, one line each, from the program's name on. */
  public List<String> calls() throws IOException {
    return Files.exists(calls)
        ? Files.readAllLines(calls).stream()
            .map(call -> call.replaceFirst("^java .* io\\.portcullis\\.stacks\\.", "stacks "))
            .toList()
        : List.of();
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
