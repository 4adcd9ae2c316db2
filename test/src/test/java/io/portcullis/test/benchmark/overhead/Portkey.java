package io.portcullis.test.benchmark.overhead;

import io.portcullis.test.NpmPackages;
import io.portcullis.test.Repository;
import io.portcullis.test.benchmark.ChildProcess;
import io.portcullis.test.benchmark.StandInProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Portkey's open gateway from the npm registry, as it is, with the endpoint as custom host. */
final class Portkey {
  static final String NAME = "Portkey's gateway";

  private static final Path FOLDER = Repository.root().resolve("test/gateways");
  private static final String PROGRAM = "node_modules/@portkey-ai/gateway/build/start-server.js";

  private Portkey() {}

  static Contestant start(StandInProcess endpoint) throws IOException, InterruptedException {
    NpmPackages.install(FOLDER);
    var port = ChildProcess.freePort();
    var url = URI.create("http://127.0.0.1:" + port);
    var process =
        ChildProcess.start(
            FOLDER,
            // Its guard against requests to the network that it runs in lets this host pass.
            Map.of("NODE_ENV", "production", "TRUSTED_CUSTOM_HOSTS", "127.0.0.1"),
            List.of("node", "--import", "./loopback.js", PROGRAM, "--headless", "--port=" + port));
    process.await(url);
    return new HttpContestant(
            NAME, url, Map.of("Authorization", "Bearer " + endpoint.token()), Optional.of(process))
        .with("x-portkey-provider", "openai")
        .with("x-portkey-custom-host", endpoint.url() + "/v1");
  }
}
