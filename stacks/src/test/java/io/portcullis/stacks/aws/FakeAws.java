package io.portcullis.stacks.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * An executable {@code aws} that answers from files: for {@code iam get-role --role-name a} from
 * {@code iam.get-role.a}, or else from {@code iam.get-role}. In an answer, {@value #TOKEN} stands
 * for the last {@code --client-request-token}.
 */
public final class FakeAws {
  /** Stands for the last one that came. */
  public static final String TOKEN = "ClientRequestToken";

  private static final String SCRIPT =
      """
      #!/bin/sh
      cd "$(dirname "$0")/answers" || exit 1
      echo "$*" >>../calls
      case "$*" in */dev/stdin*) cat >../input ;; esac
      for word; do
        case "$before" in --client-request-token) echo "$word" >../token ;; esac
        case "$1.$2 $word" in lambda.invoke*.json) cat payload >"$word" ;; esac
        before=$word
      done
      token=$(cat ../token 2>/dev/null)
      named="$1.$2.$(echo "$4" | tr / _)"
      for answer in "$named" "$1.$2"; do
        if [ -f "$answer.refused" ]; then cat "$answer.refused" >&2; exit 254; fi
        if [ -f "$answer" ]; then sed "s/ClientRequestToken/$token/" "$answer"; exit 0; fi
      done
      echo "aws: [ERROR]: nothing is known of '$1 $2'" >&2
      exit 252
      """;

  private final Path folder;

  public FakeAws(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder.resolve("answers"));
      var file = Files.writeString(folder.resolve("aws"), SCRIPT);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Folder to have on the search path. */
  public String path() {
    return folder.toString();
  }

  public FakeAws answers(String call, String text) {
    try {
      Files.deleteIfExists(folder.resolve("answers").resolve(call + ".refused"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(call, text);
    return this;
  }

  /** What a function returns, which the CLI writes into a file. */
  public FakeAws returns(String payload) {
    write("payload", payload);
    return answers("lambda.invoke", "{\"StatusCode\": 200}");
  }

  /** The same of a function that fails. */
  public FakeAws fails(String payload) {
    write("payload", payload);
    return answers("lambda.invoke", "{\"StatusCode\": 200, \"FunctionError\": \"Unhandled\"}");
  }

  /** As the CLI prints what AWS refuses. */
  public FakeAws refuses(String call, String code, String message) {
    write(
        call + ".refused",
        "\naws: [ERROR]: An error occurred (%s) when calling the Some operation: %s\n"
            .formatted(code, message));
    return this;
  }

  /** The commands so far, one a line. */
  public List<String> calls() {
    try {
      var file = folder.resolve("calls");
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the last command read that takes a value from its standard input. */
  public String input() {
    try {
      return Files.readString(folder.resolve("input"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      Files.writeString(folder.resolve("answers").resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
