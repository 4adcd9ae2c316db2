package io.portcullis.local;

import io.portcullis.local.apigateway.ApiDescription;
import io.portcullis.local.waf.WebAcl;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** What a person sees: what is served, and a line per request. No token, no prompt. */
final class Console implements FrontDoorListener {
  private static final int WIDTH = 96;

  private final PrintWriter out;
  private final Ansi ansi;

  Console(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public void starting(String environment) {
    line(styled("bold", "Portcullis local front door") + ", environment " + environment);
    line(styled("faint", "starting the functions and rotating the first token …"));
  }

  void describe(LocalFrontDoor door) {
    var api = door.describe();
    line("");
    entry("url", styled("bold", door.url().toString()));
    list("routes", api.routes());
    list("customers", api.customers().stream().map(Console::customer).toList());
    list("firewall", door.webAcl().map(WebAcl::describe).orElse(List.of("no web ACL")));
    if (!door.notModelled().isEmpty()) {
      list("not modelled", door.notModelled());
    }
    if (!api.customers().isEmpty()) {
      line("");
      line(curl(door, api));
    }
    line("");
    line(
        styled("faint", "A caller's address can be simulated by the header ")
            + FrontDoorService.SOURCE_HEADER
            + styled("faint", ". Ctrl-C ends."));
    line("");
  }

  private static String customer(ApiDescription.Customer customer) {
    return customer.name() + " (" + customer.plan() + ")";
  }

  private static String curl(LocalFrontDoor door, ApiDescription api) {
    var key = api.customers().get(0).key().value();
    var path = api.routes().get(0).replaceFirst("^\\S+ ", "");
    var source =
        simulatedSource(door.webAcl())
            .map(address -> " -H '%s: %s'".formatted(FrontDoorService.SOURCE_HEADER, address))
            .orElse("");
    return """
        curl %s%s \\
          -H 'x-api-key: %s' -H 'content-type: application/json'%s \\
          -d '{"model":"tgi","messages":[{"role":"user","content":"Hello"}]}'"""
        .formatted(door.url(), path, key, source);
  }

  /** An address that the firewall admits, if it does not admit this machine's own. */
  private static Optional<String> simulatedSource(Optional<WebAcl> webAcl) {
    var loopback = InetAddress.getLoopbackAddress();
    return webAcl
        .filter(acl -> !acl.admits(loopback))
        .flatMap(WebAcl::allowList)
        .flatMap(set -> set.blocks().stream().findFirst())
        .map(block -> block.address(block.prefix() < 31 ? 1 : 0).getHostAddress());
  }

  private void entry(String label, String value) {
    line("  " + styled("faint", "%-13s".formatted(label)) + value);
  }

  private void list(String label, List<String> values) {
    var first = label;
    for (var value : values) {
      for (var part : wrapped(value)) {
        entry(first, part);
        first = "";
      }
    }
  }

  private static List<String> wrapped(String text) {
    return List.of(text.replaceAll("(.{1," + WIDTH + "})(?: |$)", "$1\n").split("\n"));
  }

  @Override
  public void answered(RequestRecord request) {
    var color = request.status() < 400 ? "green" : request.status() < 500 ? "yellow" : "red";
    line(
        "%s %-6s %-32s %-11s %-10s %-15s %5d ms"
            .formatted(
                styled(color, Integer.toString(request.status())),
                request.method(),
                printable(request.path()),
                request.layer(),
                request.customer().isEmpty() ? "-" : request.customer(),
                request.source(),
                request.duration().toMillis()));
  }

  /** A path is the caller's text: it must not steer the terminal. */
  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7e]", "?");
  }

  String styled(String style, String text) {
    return ansi.enabled() ? ansi.string("@|" + style + " " + text + "|@") : text;
  }
}
