package io.portcullis.local.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.local.assembly.Environment;
import io.portcullis.local.assembly.TestAssembly;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class CloudWatchLogsTest {
  @TempDir private Path directory;

  @Test
  void isNotThere_whereNoFunctionWritesToAGroup() throws IOException {
    assertThat(CloudWatchLogs.start(environment("OTHER"))).isEmpty();
  }

  @Test
  void takesEventsOfAStreamThatWasMade() throws Exception {
    try (var logs = CloudWatchLogs.start(environment("BODY_LOG_GROUP")).orElseThrow()) {
      var group = logs.url();
      var stream = "\"logGroupName\":\"bodies\",\"logStreamName\":\"s\"";
      var event = "{%s,\"logEvents\":[{\"timestamp\":7,\"message\":\"m\"}]}".formatted(stream);

      assertThat(call(group, "PutLogEvents", event)).contains("ResourceNotFoundException");
      assertThat(call(group, "CreateLogStream", "{" + stream + "}")).isEmpty();
      assertThat(call(group, "CreateLogStream", "{" + stream + "}"))
          .contains("ResourceAlreadyExistsException");
      assertThat(call(group, "PutLogEvents", event)).contains("nextSequenceToken");
      assertThat(call(group, "DeleteLogGroup", "{}")).contains("UnknownOperationException");

      assertThat(logs.events())
          .containsExactly(new LogEvent("bodies", "s", Instant.ofEpochMilli(7), "m"));
    }
  }

  private Environment environment(String variable) {
    return TestAssembly.in(directory)
        .stack(
            "Main",
            """
            {"Resources": {"Function": {"Type": "AWS::Lambda::Function",
              "Properties": {"Environment": {"Variables": {"%s": "bodies"}}}}}}
            """
                .formatted(variable))
        .environment();
  }

  private static String call(URI url, String operation, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(url)
            .header("X-Amz-Target", "Logs_20140328." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
