package io.portcullis.stacks.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessAwsCliTest {
  @TempDir private Path folder;

  @Test
  void answersWithTheJsonThatTheCliPrints() {
    var aws = aws(new FakeAws(folder).answers("sts.get-caller-identity", "{\"Account\": \"1\"}"));

    assertThat(aws.call("sts", "get-caller-identity"))
        .isEqualTo(new AwsAnswer.Body(JsonNodeFactory.instance.objectNode().put("Account", "1")));
  }

  @Test
  void asksInItsRegion_orInAnother() {
    var fake = new FakeAws(folder).answers("sts.get-caller-identity", "{}");

    aws(fake).call("sts", "get-caller-identity");
    aws(fake).in("us-east-1").call("sts", "get-caller-identity");

    assertThat(fake.calls())
        .containsExactly(
            "sts get-caller-identity --region eu-west-1 --output json",
            "sts get-caller-identity --region us-east-1 --output json");
  }

  @Test
  void tellsWhatAwsRefuses_byItsCode() {
    var fake =
        new FakeAws(folder).refuses("sts.get-caller-identity", "AccessDenied", "you may not");

    assertThat(aws(fake).call("sts", "get-caller-identity"))
        .isEqualTo(new AwsAnswer.Refusal("AccessDenied", "you may not"));
  }

  @Test
  void tellsWhatTheCliItselfSays_inOneLine() {
    assertThat(aws(new FakeAws(folder)).call("sts", "get-caller-identity"))
        .isEqualTo(
            new AwsAnswer.Refusal(
                "", "aws: [ERROR]: nothing is known of 'sts get-caller-identity'"));
  }

  @Test
  void doesNotShowWhatIsNoJson() {
    var fake = new FakeAws(folder).answers("sts.get-caller-identity", "<html>secret</html>");

    assertThat(aws(fake).call("sts", "get-caller-identity"))
        .isEqualTo(
            new AwsAnswer.Refusal(
                "", "'aws sts get-caller-identity' did not answer with a JSON object"));
  }

  @Test
  void passesVariablesToTheCli() throws Exception {
    var script =
        Files.writeString(folder.resolve("aws"), "#!/bin/sh\necho \"{\\\"a\\\": \\\"$A\\\"}\"");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    var aws = ProcessAwsCli.find(folder.toString(), "eu-west-1").orElseThrow();

    var answer = aws.with(Map.of("A", "b")).call("sts", "get-caller-identity");

    assertThat(answer)
        .isEqualTo(new AwsAnswer.Body(JsonNodeFactory.instance.objectNode().put("a", "b")));
  }

  @Test
  void isNotFound_whereThereIsNone() {
    assertThat(ProcessAwsCli.find(folder.toString(), "eu-west-1")).isEmpty();
  }

  private static AwsCli aws(FakeAws fake) {
    return ProcessAwsCli.find("/nowhere:" + fake.path(), "eu-west-1").orElseThrow();
  }
}
