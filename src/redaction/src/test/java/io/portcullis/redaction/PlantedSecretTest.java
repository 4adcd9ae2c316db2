package io.portcullis.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A secret is found wherever it stands and in whatever encoding. */
class PlantedSecretTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The part of each that must not come out. */
  private static final List<String> SECRETS =
      List.of(
          "hf_PlantedPlantedPlantedPlanted012345",
          "api_org_PlantedPlantedPlanted",
          "Bearer PlantedPlanted012",
          "Authorization: Foo Planted",
          "x-api-key: Planted12345",
          "AKIAPLANTEDPLANTED12",
          "aws_secret_access_key=Planted/Planted",
          "eyJhbGciOiJSUzI1NiJ9.eyJQbGFudGVkIjoieCJ9.UGxhbnRlZA",
          "Planted@example.com",
          "4111 1111 1111 1111",
          "ghp_PlantedPlantedPlantedPlantedPlanted0",
          "-----BEGIN PRIVATE KEY-----\nPlanted\n-----END PRIVATE KEY-----");

  private static final List<UnaryOperator<String>> ENCODINGS =
      List.of(
          UnaryOperator.identity(),
          PlantedSecretTest::base64,
          secret -> Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8)),
          secret -> base64(base64(secret)),
          PlantedSecretTest::percent,
          secret -> percent(percent(secret)),
          PlantedSecretTest::unicode,
          secret -> quoted(unicode(secret)),
          secret -> quoted(quoted(secret)),
          secret -> base64(quoted("x " + secret + " y")));

  private final Redactor redactor = Redactor.ofForms();

  static Stream<String> secrets() {
    return SECRETS.stream();
  }

  /** Between other words, since an e-mail address or a card's number has no other bounds. */
  @ParameterizedTest
  @MethodSource("secrets")
  void isFoundAtEveryOffset_inEveryEncoding(String secret) {
    var around = "The quick brown fox, {jumps} over/the 7 lazy dogs: 12 times; no=more ";
    for (var encoding : ENCODINGS) {
      var planted = encoding.apply(secret);
      for (var offset = 0; offset <= around.length(); offset++) {
        if (offset == 0 || " {/;:=,".indexOf(around.charAt(offset - 1)) >= 0) {
          var text = around.substring(0, offset) + planted + " " + around.substring(offset);

          var redacted = redactor.redact(text);

          assertThat(redacted).doesNotContain(planted).contains("[redacted:");
          assertThat(redacted).doesNotContain("Planted").doesNotContain("1111");
          assertThat(redactor.redact(redacted)).isEqualTo(redacted);
        }
      }
    }
  }

  /** A token has its own first characters, whatever is before it. */
  @ParameterizedTest
  @ValueSource(strings = {"hf_PlantedPlantedPlantedPlanted012345", "AKIAPLANTEDPLANTED12"})
  void isFoundWithinAWord(String secret) {
    var around = "Lorem-ipsum/dolor_sit+amet0consectetur";
    for (var offset = 0; offset <= around.length(); offset++) {
      var before = around.substring(0, offset);

      assertThat(redactor.redact(before + secret)).doesNotContain(secret);
      assertThat(redactor.redact(before + base64(secret))).doesNotContain(base64(secret));
      assertThat(redactor.redact(base64(before + secret + around))).startsWith("[redacted:");
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void leavesALineOfJsonOne(String secret) throws IOException {
    for (var encoding : ENCODINGS) {
      var line =
          JSON.createObjectNode()
              .put("before", 1764032171123L)
              .put("text", "x " + encoding.apply(secret))
              .put(encoding.apply(secret), true);

      var redacted = JSON.readTree(redactor.redact(line.toString()));

      assertThat(redacted.get("before").longValue()).isEqualTo(1764032171123L);
      assertThat(redacted.get("text").textValue()).contains("[redacted:");
      assertThat(redacted.toString()).doesNotContain("Planted");
    }
  }

  /** Any text in any string, the names of secrets at its end among them; the seed is fixed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void leavesEveryLineOfJsonOne(long seed) throws IOException {
    var pieces =
        new ArrayList<>(
            List.of(
                "authorization", "x-api-key", ":", "=", " ", "[", "]", "{", "}", ",", "'", "\""));
    pieces.addAll(List.of("\\", "\n", "Bearer ", "Foo a", "4111111111111111", "abcdefghijkl"));
    pieces.addAll(SECRETS);
    var random = new Random(seed);
    for (var round = 0; round < 3000; round++) {
      var line = JSON.createObjectNode();
      for (var member = 0; member < 3; member++) {
        var text = new StringBuilder();
        for (var piece = random.nextInt(5); piece > 0; piece--) {
          text.append(pieces.get(random.nextInt(pieces.size())));
        }
        line.put(text + "" + member, text.toString()).put(text + "n" + member, 4111111111111111L);
        line.putArray(text + "a").add(text.toString()).add(7);
      }

      assertThat(JSON.readTree(redactor.redact(line.toString())).isObject())
          .as(line.toString())
          .isTrue();
    }
  }

  /** Secrets, halves of them, names and delimiters in any order; the seed is fixed. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void redactedTextStaysAsItIs(long seed) {
    var pieces = new ArrayList<>(SECRETS);
    SECRETS.forEach(secret -> ENCODINGS.forEach(encoding -> pieces.add(encoding.apply(secret))));
    SECRETS.forEach(secret -> pieces.add(secret.substring(0, secret.length() / 2)));
    SECRETS.forEach(secret -> pieces.add(secret.substring(secret.length() / 2)));
    pieces.addAll(
        List.of(
            "authorization",
            "x-api-key",
            "\"",
            "\\\"",
            "\\",
            ":",
            "=",
            " ",
            "\n",
            "[",
            "]",
            "{",
            "}",
            ",",
            "@",
            ".",
            "-",
            "'",
            "%",
            "%25",
            "Basic ",
            "Bearer ",
            "[redacted:jwt]",
            "4",
            "[redacted:",
            "hf_",
            "eyJ",
            "aGZf",
            "1"));
    var random = new Random(seed);
    for (var round = 0; round < 4000; round++) {
      var text = new StringBuilder();
      for (var piece = random.nextInt(8); piece >= 0; piece--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }

      var once = redactor.redact(text.toString());

      assertThat(redactor.redact(once)).as(text.toString()).isEqualTo(once);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String percent(String text) {
    var escaped = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                escaped.append(
                    Character.isLetterOrDigit(c) ? Character.toString(c) : "%%%02X".formatted(c)));
    return escaped.toString();
  }

  private static String unicode(String text) {
    var escaped = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                escaped.append(
                    Character.isLetterOrDigit(c) ? Character.toString(c) : "\\u%04x".formatted(c)));
    return escaped.toString();
  }

  /** As a string of JSON has it. */
  private static String quoted(String text) {
    var string = JSON.getNodeFactory().textNode(text).toString();
    return string.substring(1, string.length() - 1);
  }
}
