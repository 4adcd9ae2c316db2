package io.portcullis.test.benchmark.overhead;

import io.portcullis.test.benchmark.ChildProcess;
import io.portcullis.test.benchmark.StandInProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** nginx, as one puts it before a service: it adds the token, logs, and keeps connections open. */
final class Nginx {
  static final String NAME = "nginx";

  private static final String CONFIGURATION =
      """
      daemon off;
      worker_processes auto;
      pid nginx.pid;
      error_log error.log;
      events {}
      http {
        access_log access.log;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        upstream endpoint {
          server %s;
          keepalive 16;
        }
        server {
          listen 127.0.0.1:%d;
          location / {
            proxy_pass http://endpoint;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Authorization "Bearer %s";
          }
        }
      }
      """;

  private Nginx() {}

  /** Empty if it is not on the path. */
  static Optional<Contestant> start(StandInProcess endpoint, Path folder)
      throws IOException, InterruptedException {
    var program = program();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    var port = ChildProcess.freePort();
    var url = URI.create("http://127.0.0.1:" + port);
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("nginx.conf"),
        CONFIGURATION.formatted(endpoint.url().getAuthority(), port, endpoint.token()));
    var process =
        ChildProcess.start(
            folder,
            Map.of(),
            List.of(program.get(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log"));
    process.await(url);
    return Optional.of(new HttpContestant(NAME, url, Map.of(), Optional.of(process)));
  }

  private static Optional<String> program() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
