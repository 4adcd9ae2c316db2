package io.portcullis.stacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the tools read of an environment's file because no template holds it. The file was read
 * strictly before anything was synthesized from it.
 *
 * @param production whether a deployment stops before it loses what is stored
 * @param sources where each customer calls from, by the customer's name
 */
public record EnvironmentFacts(boolean production, Map<String, Sources> sources) {

  /**
   * Where a customer calls from, and who signs the calls.
   *
   * @param networks address ranges
   * @param vpcEndpoints VPC endpoints
   * @param principals ARNs of IAM roles and users
   */
  public record Sources(List<String> networks, List<String> vpcEndpoints, List<String> principals) {
    public static final Sources NONE = new Sources(List.of(), List.of(), List.of());
  }

  /** A file that does not say whether it is production counts as such. */
  public static EnvironmentFacts read(Path file) {
    try {
      return of(new YAMLMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '%s'".formatted(file), e);
    }
  }

  private static EnvironmentFacts of(JsonNode file) {
    var sources = new TreeMap<String, Sources>();
    file.path("customers")
        .properties()
        .forEach(customer -> sources.put(customer.getKey(), sources(customer.getValue())));
    return new EnvironmentFacts(file.path("production").asBoolean(true), sources);
  }

  private static Sources sources(JsonNode customer) {
    return new Sources(
        texts(customer.path("sourceCidrs")),
        texts(customer.path("sourceVpcEndpoints")),
        texts(customer.path("principals")));
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }
}
