package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portcullis.constructs.api.InferenceApi;
import io.portcullis.constructs.api.InferenceRoute;
import io.portcullis.schema.SchemaFile;
import io.portcullis.test.contract.RequestCorpus.Request;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Function;

/** What API Gateway checks is a part of the whole schema: it refuses nothing that this takes. */
class RequestModelTest {
  private static final Map<SchemaFile, Schema> MODELS = models();

  /** Whatever the proxy, which checks in full, would let pass. */
  @Test
  void takesWhateverKeepsTheWholeSchema() {
    var passing = RequestCorpus.withMutations().stream().filter(Request::keepsItsSchema).toList();

    assertThat(passing).hasSizeGreaterThan(1_000).allMatch(RequestModelTest::takes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CHAT_COMPLETIONS | {}
          CHAT_COMPLETIONS | {"prompt":"Once"}
          CHAT_COMPLETIONS | {"messages":"Hello"}
          CHAT_COMPLETIONS | {"messages":[{"content":"Hello"}]}
          CHAT_COMPLETIONS | {"messages":["Hello"]}
          CHAT_COMPLETIONS | {"messages":[{"role":7}]}
          CHAT_COMPLETIONS | [{"messages":[]}]
          COMPLETIONS      | {"messages":[]}
          COMPLETIONS      | "Once"
          EMBEDDINGS       | {"inputs":"text"}
          EMBEDDINGS       | []
          GENERATE         | {"input":"Once"}
          GENERATE         | null
          """)
  void refusesWhatLacksTheMost(SchemaFile file, String body) throws JsonProcessingException {
    assertThat(takes(new Request(file, new ObjectMapper().readTree(body)))).isFalse();
  }

  private static boolean takes(Request request) {
    return MODELS.get(request.file()).validate(request.body()).isEmpty();
  }

  private static Map<SchemaFile, Schema> models() {
    var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);
    var models = new EnumMap<SchemaFile, Schema>(SchemaFile.class);
    for (var resource : template()) {
      if (resource.at("/Type").asText().equals("AWS::ApiGateway::Model")) {
        var schema = resource.at("/Properties/Schema");
        var file =
            Stream.of(SchemaFile.values())
                .filter(candidate -> candidate.json().get("title").equals(schema.get("title")))
                .findFirst()
                .orElseThrow();
        models.put(file, registry.getSchema(schema));
      }
    }
    return models;
  }

  private static JsonNode template() {
    var stack = new Stack(new App(), "Models");
    InferenceApi.Builder.create(stack, "Api")
        .proxy(
            Function.fromFunctionArn(
                stack, "Proxy", "arn:aws:lambda:us-east-1:111111111111:function:proxy"))
        .routes(List.of(InferenceRoute.values()))
        .build();
    return new ObjectMapper().valueToTree(Template.fromStack(stack).toJSON().get("Resources"));
  }
}
