package com.example.usual;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads the token, counts the call if there is a table, and calls the endpoint. */
public final class UsualProxy
    implements RequestHandler<APIGatewayProxyRequestEvent, APIGatewayProxyResponseEvent> {
  private final SecretsManagerClient secrets = SecretsManagerClient.create();
  private final Optional<String> table = Optional.ofNullable(System.getenv("STATE_TABLE"));
  private final Optional<DynamoDbClient> database = table.map(name -> DynamoDbClient.create());
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  @Override
  public APIGatewayProxyResponseEvent handleRequest(
      APIGatewayProxyRequestEvent event, Context context) {
    try {
      if (!json.readTree(event.getBody()).path("messages").isArray()) {
        return new APIGatewayProxyResponseEvent().withStatusCode(400);
      }
      database.ifPresent(client -> count(client, event));
      var response = http.send(request(event), BodyHandlers.ofString());
      return new APIGatewayProxyResponseEvent()
          .withStatusCode(response.statusCode())
          .withHeaders(Map.of("Content-Type", "application/json"))
          .withBody(response.body());
    } catch (JsonProcessingException e) {
      return new APIGatewayProxyResponseEvent().withStatusCode(400);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(APIGatewayProxyRequestEvent event) {
    var token =
        secrets
            .getSecretValue(request -> request.secretId(System.getenv("TOKEN_SECRET_ARN")))
            .secretString();
    return HttpRequest.newBuilder(URI.create(System.getenv("ENDPOINT_URL") + event.getPath()))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(event.getBody()))
        .build();
  }

  private void count(DynamoDbClient client, APIGatewayProxyRequestEvent event) {
    var key = event.getRequestContext().getIdentity().getApiKey();
    client.updateItem(
        request ->
            request
                .tableName(table.orElseThrow())
                .key(Map.of("id", AttributeValue.fromS("usual#" + key)))
                .updateExpression("ADD calls :one")
                .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));
  }
}
