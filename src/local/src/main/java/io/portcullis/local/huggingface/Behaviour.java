package io.portcullis.local.huggingface;

import java.util.Arrays;

/**
 * How the stand-in's endpoint behaves. The caller chooses it by the {@code model} of the request;
 * any other model name is answered normally.
 *
 * <table>
 *   <caption>Model names</caption>
 *   <tr><td>{@code stand-in/overloaded}</td><td>429, {@code Retry-After: 1}</td></tr>
 *   <tr><td>{@code stand-in/unavailable}</td><td>503, as while an endpoint scales up</td></tr>
 *   <tr><td>{@code stand-in/broken}</td><td>500</td></tr>
 *   <tr><td>{@code stand-in/slow}</td><td>no answer until the caller gives up, at most 60 s</td></tr>
 *   <tr><td>{@code stand-in/html}</td><td>200 with an HTML page</td></tr>
 *   <tr><td>{@code stand-in/dripping}</td><td>a chat stream of a chunk a second</td></tr>
 *   <tr><td>{@code stand-in/dying}</td><td>a chat answer that breaks off in the middle</td></tr>
 * </table>
 */
public enum Behaviour {
  NORMAL(""),
  OVERLOADED("stand-in/overloaded"),
  UNAVAILABLE("stand-in/unavailable"),
  BROKEN("stand-in/broken"),
  SLOW("stand-in/slow"),
  HTML("stand-in/html"),
  DRIPPING("stand-in/dripping"),
  DYING("stand-in/dying");

  private final String model;

  Behaviour(String model) {
    this.model = model;
  }

  /** The model name that asks for it. */
  public String model() {
    return model;
  }

  static Behaviour of(String model) {
    return Arrays.stream(values())
        .filter(behaviour -> behaviour.model.equals(model))
        .findFirst()
        .orElse(NORMAL);
  }
}
