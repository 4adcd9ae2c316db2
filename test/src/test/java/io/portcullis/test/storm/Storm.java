package io.portcullis.test.storm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.portcullis.local.huggingface.Behaviour;
import io.portcullis.test.Clients;
import io.portcullis.test.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;

/** Calls of one kind of caller of an endpoint that does not answer well. */
public record Storm(Trouble trouble, Caller caller) {
  /** Each may start a process of the proxy. */
  private static final int AT_ONCE = 4;

  /** After which every caller gives up; longer than the proxy waits for the endpoint. */
  private static final int CLIENT_MILLIS = 2000;

  /** While processes start; a call that was given up would arrive in the storm. */
  private static final int CALM_MILLIS = 60_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is the matter with the endpoint. */
  public enum Trouble {
    FAILING("failing, 500", Behaviour.BROKEN),
    SLOW("slow", Behaviour.SLOW),
    COLD("cold, 503", Behaviour.WARMING);

    private final String text;
    private final Behaviour behaviour;

    Trouble(String text, Behaviour behaviour) {
      this.text = text;
      this.behaviour = behaviour;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Who calls. */
  public enum Caller {
    NAIVE("a script that repeats at once, up to 10 times"),
    OPENAI("OpenAI's client"),
    HUGGINGFACE("Hugging Face's client");

    private final String text;

    Caller(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** How many of so many calls ended in which way. */
  public TreeMap<String, Integer> blow(Path state, int calls)
      throws IOException, InterruptedException {
    return blow(state, trouble.behaviour.model(), calls, CLIENT_MILLIS);
  }

  /** Calls that are answered well, until every process is there. */
  public static void calm(Path state) throws IOException, InterruptedException {
    new Storm(Trouble.FAILING, Caller.NAIVE).blow(state, "any", 3 * AT_ONCE, CALM_MILLIS);
  }

  private TreeMap<String, Integer> blow(Path state, String model, int calls, int clientMillis)
      throws IOException, InterruptedException {
    var result =
        Command.of(Clients.FOLDER, "node", "storm.js", state.toString(), "acme")
            .and(caller.name().toLowerCase(Locale.ROOT), model)
            .and(Integer.toString(calls), Integer.toString(AT_ONCE))
            .and(Integer.toString(clientMillis))
            .run();
    if (result.status() != 0) {
      throw new IOException("the caller fails: " + result.output());
    }
    return JSON.readValue(result.output(), new TypeReference<>() {});
  }
}
