package io.portcullis.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.portcullis.local.assembly.AssemblyException;
import io.portcullis.local.assembly.Resource;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A JSON schema of draft 4 for request bodies.
 *
 * <p>Follows "Data models for REST APIs" and "Request validation for REST APIs in API Gateway"
 * (docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html,
 * docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html).
 * Only the two commonest findings are worded as AWS words them.
 */
final class Model {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4);

  private final Schema schema;

  private Model(Schema schema) {
    this.schema = schema;
  }

  static Model of(Resource resource) {
    var properties = resource.properties();
    properties.find("RestApiId");
    properties.find("ContentType");
    var node = properties.node("Schema");
    try {
      return of(node.isTextual() ? JSON.readTree(node.asText()) : node);
    } catch (JsonProcessingException e) {
      throw new AssemblyException("%s: 'Schema' is no JSON".formatted(resource), e);
    }
  }

  static Model of(JsonNode schema) {
    return new Model(SCHEMAS.getSchema(schema));
  }

  /** What is wrong with a body, empty if nothing is. */
  Optional<String> check(String body) {
    JsonNode instance;
    try {
      instance = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return Optional.of("[malformed JSON]");
    }
    if (instance.isMissingNode()) {
      return Optional.of("[no body]");
    }
    var errors = schema.validate(instance);
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            errors.stream().map(Model::describe).collect(Collectors.joining(", ", "[", "]")));
  }

  /** Says what the schema asks for; the value is left out, it may be somebody's prompt. */
  private static String describe(Error error) {
    return switch (error.getKeyword()) {
      case "required" ->
          "object has missing required properties ([\"%s\"])".formatted(error.getProperty());
      case "type" ->
          "instance type does not match any allowed primitive type (allowed: %s)"
              .formatted(error.getSchemaNode());
      default -> "%s: not valid against '%s'".formatted(where(error), error.getKeyword());
    };
  }

  private static String where(Error error) {
    var pointer = error.getInstanceLocation().toString();
    return pointer.isEmpty() ? "body" : pointer;
  }
}
