package io.portcullis.test.benchmark;

import io.portcullis.test.Command;
import io.portcullis.test.Repository;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where and when something was measured: figures of one machine say nothing of another's.
 *
 * @param load what was waiting for a core before the run, as an average of a minute
 */
public record Machine(String date, int cores, String system, String jdk, String node, double load) {

  static Machine here() throws IOException, InterruptedException {
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
        Runtime.getRuntime().availableProcessors(),
        "%s %s, %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        "%s %s".formatted(System.getProperty("java.vendor"), Runtime.version()),
        Command.of(Repository.root(), "node", "--version").run().output().strip(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%s; %d cores, %s; JDK %s; Node %s; load before the run %.1f",
        date,
        cores,
        system,
        jdk,
        node,
        load);
  }
}
