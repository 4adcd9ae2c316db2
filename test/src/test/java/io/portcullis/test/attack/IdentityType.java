package io.portcullis.test.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** How an API asks its callers who they are, by the authorization type of its methods. */
public enum IdentityType {
  IAM("AWS_IAM"),
  NONE("NONE"),
  JWT("CUSTOM");

  private final String authorizationType;

  IdentityType(String authorizationType) {
    this.authorizationType = authorizationType;
  }

  /** Of an API whose methods all ask alike; a browser's question in advance asks nobody. */
  static IdentityType of(Template template) {
    for (var type : values()) {
      if (type != NONE && template.ofType("AWS::ApiGateway::Method").anyMatch(type::asks)) {
        return type;
      }
    }
    return NONE;
  }

  private boolean asks(Map.Entry<String, ? extends JsonNode> method) {
    return method.getValue().at("/Properties/AuthorizationType").asText().equals(authorizationType);
  }
}
