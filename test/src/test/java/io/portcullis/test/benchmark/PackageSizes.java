package io.portcullis.test.benchmark;

import io.portcullis.test.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** How large each function's package is, and what makes it so. */
final class PackageSizes implements Benchmark {
  private static final List<String> FUNCTIONS = List.of("proxy", "authorizer", "rotation");
  private static final double MOST = 12;
  private static final int NAMED = 5;

  /**
   * A package.
   *
   * @param megabytes of the zip that is uploaded
   * @param parts kilobytes in the zip of each library, and of our own classes
   */
  record Row(String function, double megabytes, Map<String, Long> parts) {}

  @Override
  public Report run() throws IOException {
    var rows = new ArrayList<Row>();
    for (var function : FUNCTIONS) {
      rows.add(row(function));
    }
    return new Report(
        "Packages: each function's zip",
        rows,
        rows.stream()
            .map(row -> Aim.atMost(row.function() + "'s package", row.megabytes(), MOST, "MB"))
            .toList(),
        List.of(),
        new MarkdownTable(
            List.of("function", "of which, KB", "MB"),
            1,
            rows.stream()
                .map(
                    row ->
                        List.of(
                            row.function(), largest(row.parts()), Figures.text(row.megabytes())))
                .toList()));
  }

  private static Row row(String function) throws IOException {
    var file =
        Repository.root()
            .resolve("src/%1$s/target/portcullis-%1$s-0.1.0-function.zip".formatted(function))
            .toFile();
    var parts = new TreeMap<String, Long>();
    try (var zip = new ZipFile(file)) {
      zip.stream()
          .filter(entry -> !entry.isDirectory())
          .forEach(entry -> parts.merge(part(entry), entry.getCompressedSize(), Long::sum));
    }
    parts.replaceAll((part, bytes) -> Math.round(bytes / 1024.0));
    return new Row(function, Figures.rounded(file.length() / 1024.0 / 1024), parts);
  }

  private static String part(ZipEntry entry) {
    return entry.getName().startsWith("lib/")
        ? entry.getName().replaceFirst("^lib/", "").replaceFirst("-[0-9][^-]*\\.jar$", "")
        : "own classes";
  }

  private static String largest(Map<String, Long> parts) {
    var sorted =
        parts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
            .toList();
    var named =
        sorted.stream()
            .limit(NAMED)
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    var rest = sorted.stream().skip(NAMED).mapToLong(Map.Entry::getValue).sum();
    return rest == 0 ? named : "%s, %d others %d".formatted(named, sorted.size() - NAMED, rest);
  }
}
