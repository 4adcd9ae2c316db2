package io.portcullis.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portcullis.constructs.api.InferenceApi;
import io.portcullis.constructs.api.InferenceRoute;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.lambda.Function;

/**
 * What API Gateway checks is a part of what endpoints ask for: it refuses nothing that one of them
 * would take.
 */
class RequestModelTest {
  private static final JsonNode TEMPLATE = template();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ChatCompletions | {"messages":[{"role":"user","content":"Hello"}]}
          ChatCompletions | {"messages":[]}
          ChatCompletions | {"model":null,"messages":[{"role":"user","content":null,"name":null}]}
          ChatCompletions | {"model":"tgi","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"system","content":"x"}]}
          ChatCompletions | {"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:,"}}]}]}
          ChatCompletions | {"messages":[{"role":"assistant","tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"1","content":"4"}]}
          ChatCompletions | {"messages":[{"role":"developer","content":"x"}],"tools":[],"response_format":{"type":"json_object"},"tomorrow":{"a":[1]}}
          ChatCompletions | {"messages":[{"role":"user","content":"x"}],"temperature":0,"max_tokens":null,"stop":["a","b"],"logit_bias":{"50256":-100}}
          Completions | {"prompt":"Once"}
          Completions | {"prompt":["Once","Twice"],"model":"m","n":2}
          Completions | {"prompt":[1,2,3]}
          Completions | {"prompt":[[1,2],[3]],"logprobs":5,"suffix":null}
          Embeddings | {"input":"text"}
          Embeddings | {"input":["a","b"],"model":"tei","encoding_format":"base64"}
          Embeddings | {"input":[[1,2]],"dimensions":64,"user":null}
          Generate | {"inputs":"Once"}
          Generate | {"inputs":"Once","parameters":{"max_new_tokens":20,"stop":["."],"best_of":null}}
          Generate | {"inputs":["Once"],"parameters":null,"options":{"use_cache":false},"stream":false}
          """)
  void takesWhatAnEndpointTakes(String model, String body) {
    assertThat(errors(model, body)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ChatCompletions | {}
          ChatCompletions | {"prompt":"Once"}
          ChatCompletions | {"messages":"Hello"}
          ChatCompletions | {"messages":[{"content":"Hello"}]}
          ChatCompletions | {"messages":["Hello"]}
          ChatCompletions | {"messages":[{"role":7}]}
          ChatCompletions | [{"messages":[]}]
          Completions | {"messages":[]}
          Completions | "Once"
          Embeddings | {"inputs":"text"}
          Embeddings | []
          Generate | {"input":"Once"}
          Generate | null
          """)
  void refusesWhatNoEndpointTakes(String model, String body) {
    assertThat(errors(model, body)).isNotEmpty();
  }

  private static List<com.networknt.schema.Error> errors(String model, String body) {
    var schema =
        TEMPLATE
            .valueStream()
            .filter(resource -> resource.at("/Type").asText().equals("AWS::ApiGateway::Model"))
            .map(resource -> resource.at("/Properties/Schema"))
            .filter(candidate -> candidate.get("title").asText().equals(model))
            .findFirst()
            .orElseThrow();
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
        .getSchema(schema.toString(), InputFormat.JSON)
        .validate(body, InputFormat.JSON);
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
