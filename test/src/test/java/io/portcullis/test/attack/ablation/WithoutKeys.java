package io.portcullis.test.attack.ablation;

import io.portcullis.test.attack.Template;

/** Asks for no API key. */
public record WithoutKeys() implements Ablation {
  @Override
  public String name() {
    return "keys";
  }

  @Override
  public String text() {
    return "no method requires an API key";
  }

  @Override
  public void change(Template template) {
    template
        .properties("AWS::ApiGateway::Method")
        .forEach(method -> method.put("ApiKeyRequired", false));
  }
}
