package io.portcullis.test.benchmark.overhead;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.portcullis.test.benchmark.ProxyEvent;
import io.portcullis.test.benchmark.StandInProcess;
import java.nio.file.Path;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That what is measured runs; how quickly decides no test. */
@Timeout(120)
class OverheadTest {
  @TempDir private Path folder;

  @Test
  void theProxyAnswers_withStateAndWithout() throws Exception {
    var open = new ArrayDeque<AutoCloseable>();
    try (var endpoint = StandInProcess.huggingFace()) {
      for (var proxy : Overhead.proxies(endpoint, folder, open)) {
        open.push(proxy);

        assertThatCode(() -> proxy.connect().call(ProxyEvent.body()))
            .as(proxy.name())
            .doesNotThrowAnyException();
      }
    } finally {
      Overhead.close(open);
    }
  }
}
