package io.portcullis.test.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.portcullis.local.assembly.CloudAssembly;
import io.portcullis.local.dynamodb.DynamoDb;
import io.portcullis.local.huggingface.HuggingFaceStandIn;
import io.portcullis.local.huggingface.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What functions call, in a JVM of its own, so that it shares neither heap nor compiler with
 * whoever measures.
 */
public final class StandInProcess implements AutoCloseable {
  private final ChildProcess process;
  private final BufferedReader out;
  private final URI url;

  private StandInProcess(ChildProcess process) throws IOException {
    this.process = process;
    this.out = new BufferedReader(new InputStreamReader(process.process().getInputStream(), UTF_8));
    this.url = URI.create(line());
  }

  /** Hugging Face: an endpoint that answers at once, and the Hub. */
  public static StandInProcess huggingFace() throws IOException {
    return start("hugging-face");
  }

  /** DynamoDB Local, in memory, with the tables of an environment. */
  public static StandInProcess dynamoDb(Path assembly, String environment) throws IOException {
    return start("dynamodb", assembly.toString(), environment);
  }

  private static StandInProcess start(String... arguments) throws IOException {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC"));
    words.add(StandInProcess.class.getName());
    words.addAll(List.of(arguments));
    return new StandInProcess(
        ChildProcess.start(
            Path.of("."), Map.of("CLASSPATH", System.getProperty("java.class.path")), words));
  }

  public URI url() {
    return url;
  }

  /** A new token that Hugging Face accepts. */
  public String token() throws IOException {
    var in = process.process().getOutputStream();
    in.write('\n');
    in.flush();
    return line();
  }

  private String line() throws IOException {
    var line = out.readLine();
    if (line == null) {
      process.close();
      throw new IOException("the stand-in has ended");
    }
    return line;
  }

  /** Runs until whoever started it ends; each line that comes asks for a token. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var tokens = new Tokens();
    if (arguments[0].equals("hugging-face")) {
      var standIn = HuggingFaceStandIn.start();
      tokens = standIn.tokens();
      System.out.println(standIn.url());
    } else {
      var environment = CloudAssembly.read(Path.of(arguments[1])).environment(arguments[2]);
      System.out.println(DynamoDb.start(environment).url());
    }
    while (System.in.read() >= 0) {
      System.out.println(tokens.issue());
    }
    System.exit(0);
  }

  @Override
  public void close() {
    process.close();
  }
}
