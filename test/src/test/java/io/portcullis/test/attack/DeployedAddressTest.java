package io.portcullis.test.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.stacks.assembly.EnvironmentTemplates;
import io.portcullis.stacks.aws.AwsAnswer;
import io.portcullis.stacks.aws.AwsCli;
import io.portcullis.test.Synthesis;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployedAddressTest {
  private DeployedAddress address;

  @BeforeAll
  void synthesize(@TempDir Path folder) {
    Synthesis.write(Synthesis.environment("dev"), folder);
    address = new DeployedAddress(EnvironmentTemplates.read(folder, "dev"));
  }

  @Test
  void isAnOutputOfTheGatewaysStack() throws JsonProcessingException {
    var aws =
        answering(
            """
        {"Stacks":[{"Outputs":[{"OutputKey":"Url","OutputValue":"https://x.example/live/"}]}]}""");

    assertThat(address.ask(aws)).isEqualTo(URI.create("https://x.example/live"));
    assertThat(aws.asked)
        .containsExactly(
            "cloudformation", "describe-stacks", "--stack-name", "portcullis-dev-Gateway");
  }

  @Test
  void isUnknown_whereTheStackIsNotDeployed() {
    var aws = new FakeCli(new AwsAnswer.Refusal("ValidationError", "no such stack"));

    assertThatExceptionOfType(DeployedAddress.UnknownException.class)
        .isThrownBy(() -> address.ask(aws))
        .withMessage(
            "stack 'portcullis-dev-Gateway' cannot be read: ValidationError: no such stack");
  }

  private static FakeCli answering(String json) throws JsonProcessingException {
    return new FakeCli(new AwsAnswer.Body(new ObjectMapper().readTree(json)));
  }

  private static final class FakeCli implements AwsCli {
    private final AwsAnswer answer;
    private final List<String> asked = new ArrayList<>();

    FakeCli(AwsAnswer answer) {
      this.answer = answer;
    }

    @Override
    public AwsAnswer call(String... words) {
      asked.addAll(List.of(words));
      return answer;
    }

    @Override
    public AwsAnswer callWithInput(String input, String... words) {
      return call(words);
    }

    @Override
    public AwsCli in(String region) {
      return this;
    }

    @Override
    public AwsCli with(Map<String, String> variables) {
      return this;
    }
  }
}
