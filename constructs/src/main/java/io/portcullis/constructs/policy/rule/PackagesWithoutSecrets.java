package io.portcullis.constructs.policy.rule;

import io.portcullis.constructs.policy.SecretPattern;
import io.portcullis.constructs.policy.template.TemplateResource;
import io.portcullis.constructs.policy.template.Templates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Our functions' packages hold no secret either. */
final class PackagesWithoutSecrets implements Rule {
  private static final String OURS = "io/portcullis/";

  @Override
  public RuleText text() {
    return new RuleText(
        "Portcullis-PackagesWithoutSecrets",
        "No class or text file of ours in a function's package holds what looks like a secret. Other"
            + " people's libraries are not searched: they drown it in examples.",
        "Whoever may read the assets' bucket reads the package.",
        "Take the value out, revoke it where it came from, and put a new one into Secrets Manager.");
  }

  @Override
  public Stream<Finding> findings(Templates templates) {
    return templates
        .resources(Functions.TYPE)
        .filter(Functions::isOurs)
        .flatMap(PackagesWithoutSecrets::findings);
  }

  private static Stream<Finding> findings(TemplateResource function) {
    return function
        .template()
        .asset(function.property("Code.S3Key").text())
        .map(file -> findings(function, file))
        .orElseGet(Stream::empty);
  }

  private static Stream<Finding> findings(TemplateResource function, Path file) {
    try (var zip = new ZipFile(file.toFile())) {
      return zip.stream()
          .filter(entry -> !entry.isDirectory() && !entry.getName().endsWith(".jar"))
          .flatMap(
              entry ->
                  SecretPattern.in(searched(zip, entry)).stream()
                      .map(
                          pattern ->
                              Finding.on(
                                  function,
                                  "Properties.Code",
                                  "'%s' in the package holds what looks like %s"
                                      .formatted(entry.getName(), pattern.description()))))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the package '%s'".formatted(file), e);
    }
  }

  /** What is searched of an entry: a class of ours, or any text. */
  private static String searched(ZipFile zip, ZipEntry entry) {
    try (var content = zip.getInputStream(entry)) {
      if (entry.getName().startsWith(OURS)) {
        return new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
      }
      var text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0 ? text : "";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read '%s'".formatted(entry.getName()), e);
    }
  }
}
