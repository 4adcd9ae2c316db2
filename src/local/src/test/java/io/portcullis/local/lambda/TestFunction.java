package io.portcullis.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A function that does what its event says; answers with what it sees. */
public final class TestFunction implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    System.out.println("got " + event);
    if (event.contains("fail")) {
      throw new IllegalStateException("asked to fail");
    }
    if (event.contains("exit")) {
      Runtime.getRuntime().halt(3);
    }
    while (event.contains("hang")) {
      Thread.onSpinWait();
    }
    if (event.contains("wait")) {
      waitForOthers();
    }
    var seen =
        """
        {"remaining": %d, "arn": "%s", "version": "%s", "url": "%s", "home": "%s", "type": "%s",
         "pid": %d, "statusCode": 200, "body": "ok"}
        """
            .formatted(
                context.getRemainingTimeInMillis(),
                context.getInvokedFunctionArn(),
                context.getFunctionVersion(),
                System.getenv("HUB_URL"),
                System.getenv("HOME"),
                System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"),
                ProcessHandle.current().pid());
    out.write(seen.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns when four processes have come this far, each with a file of its own. */
  private static void waitForOthers() throws IOException {
    var meeting = Files.createDirectories(Path.of("meeting"));
    Files.createFile(meeting.resolve(Long.toString(ProcessHandle.current().pid())));
    long present = 0;
    while (present < 4) {
      try (var files = Files.list(meeting)) {
        present = files.count();
      }
    }
  }

  /** The package of this function, a zip with its class. */
  public static Path zip(Path directory) throws IOException {
    return zip(directory, TestFunction.class);
  }

  /** The package of other functions, each of which is one class. */
  public static Path zip(Path directory, Class<?>... functions) throws IOException {
    var file = directory.resolve("function.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var function : functions) {
        var entry = function.getName().replace('.', '/') + ".class";
        try (var in = function.getClassLoader().getResourceAsStream(entry)) {
          zip.putNextEntry(new ZipEntry(entry));
          in.transferTo(zip);
          zip.closeEntry();
        }
      }
    }
    return file;
  }
}
